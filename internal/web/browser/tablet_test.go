//go:build browser

package browser

import (
	"testing"

	"github.com/chromedp/cdproto/security"
	"github.com/chromedp/chromedp"
)

// clinicsNetwork is the address of this machine on the clinic's network, as
// .ci/browser gives it.
const clinicsNetwork = "192.168.77.1"

// TestATabletIsPaired by the code on the desk's screen, once, and is sent away
// when it is removed.
func TestATabletIsPaired(t *testing.T) {
	desk := open(t, today(t, "--lan", "--lan-port", "0").start())
	desk.click(with("nav a", "Tablets"))
	desk.click(at("#invite"))
	desk.see("a code", `$(".invitation svg") && $(".address").textContent.startsWith("https://`+clinicsNetwork+`:")`)
	address := value[string](desk, `$(".address").textContent`)

	tablet := onTheNetwork(t)
	tablet.visit(address)
	tablet.pick("Hugo Lindgren")
	tablet.see("no page for pairing others", `!$$("nav a").some((a) => a.textContent === "Tablets")`)
	desk.see("it on the desk's screen", `$$("#paired li").length === 1`)

	second := onTheNetwork(t)
	second.allow("status of 40") // the page, and its icon
	second.do(chromedp.Navigate(address))
	second.see("that the code is used up", `document.body.textContent.includes("scan the code")`)

	desk.click(with("#paired button", "Remove"))
	desk.see("nobody paired", `!$$("#paired li").length`)
	tablet.allow("net::ERR_")
	tablet.allow("status of 401")
	tablet.see("a refusal in the place of the page", `!$("#form") && document.body.textContent.includes("scan the code")`)
}

// onTheNetwork is a tablet whose person has looked at the certificate's
// fingerprint and gone on.
func onTheNetwork(t *testing.T) *window {
	t.Helper()
	w := nowhere(t)
	w.allow("a request to https://" + clinicsNetwork + ":") // its own page
	_, err := chromedp.Call(w.ctx, security.SetIgnoreCertificateErrors, security.SetIgnoreCertificateErrorsParams{Ignore: true})
	check(t, err)
	return w
}
