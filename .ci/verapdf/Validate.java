import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates every PDF in the folders given against PDF/UA-1 and PDF/A-2a, all
 * rules, and says how many files passed. Exits with 1 when one does not, or
 * when there is none.
 */
public final class Validate {
    private static final List<PDFAFlavour> FLAVOURS = List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A);

    /** The rules broken so far: each is told of once, with the first file that breaks it. */
    private static final Set<String> seen = new TreeSet<>();

    public static void main(String[] folders) throws IOException {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        int files = 0, good = 0, rules = 0;
        long checks = 0;
        for (Path file : pdfs(folders)) {
            boolean passed = true;
            rules = 0;
            for (PDFAFlavour flavour : FLAVOURS) {
                try (PDFAParser parser = Foundries.defaultInstance().createParser(file.toFile(), flavour);
                        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                    ValidationResult result = validator.validate(parser);
                    rules += result.getValidationProfile().getRules().size();
                    checks += result.getTotalAssertions();
                    passed &= result.isCompliant();
                    report(file, flavour, result);
                } catch (Exception e) {
                    passed = false;
                    System.out.printf("%s: %s: cannot be validated: %s%n", file, flavour, e);
                }
            }
            files++;
            good += passed ? 1 : 0;
        }
        System.out.printf("%d of %d files passed all %d rules of PDF/UA-1 and PDF/A-2a, in %d checks%n", good, files, rules, checks);
        System.exit(files > 0 && good == files ? 0 : 1);
    }

    private static Set<Path> pdfs(String[] folders) throws IOException {
        Set<Path> found = new TreeSet<>();
        for (String folder : folders) {
            try (Stream<Path> walk = Files.walk(Path.of(folder))) {
                walk.filter(p -> p.toString().endsWith(".pdf")).forEach(found::add);
            }
        }
        return found;
    }

    private static void report(Path file, PDFAFlavour flavour, ValidationResult result) {
        for (TestAssertion failed : result.getTestAssertions()) {
            String rule = flavour + " " + failed.getRuleId().getClause() + "-" + failed.getRuleId().getTestNumber();
            if (seen.add(rule)) {
                System.out.printf("%s: %s: %s%n    at %s%n", file, rule, failed.getMessage(), failed.getLocation().getContext());
            }
        }
    }
}
