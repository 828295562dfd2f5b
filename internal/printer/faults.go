package printer

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"net"
	"net/http"

	"github.com/OpenPrinting/goipp"

	"aftercare/internal/diag"
)

// statusError is a printer's refusal.
type statusError goipp.Status

func (e statusError) Error() string { return goipp.Status(e).String() }

// refused is an answer's status where it is an error: those below 0x0100 are
// successes (RFC 8011, appendix B).
func refused(answer *goipp.Message) error {
	if answer.Code < 0x0100 {
		return nil
	}
	return statusError(answer.Code)
}

func isBusy(err error) bool {
	var status statusError
	var page httpError
	switch {
	case errors.As(err, &status):
		return status == statusError(goipp.StatusErrorBusy) || status == statusError(goipp.StatusErrorTemporary)
	case errors.As(err, &page):
		return page == http.StatusServiceUnavailable
	}
	return false
}

// fault puts an error of an exchange into words.
func (p *ipp) fault(ctx context.Context, err error) error {
	var status statusError
	var page httpError
	var unknown *net.DNSError
	var network net.Error
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case isBusy(err):
		return diag.Errorf("the printer is busy and stayed so").WithHint("print again in a while")
	case errors.As(err, &status):
		return statusFault(status)
	case errors.As(err, &page):
		return pageFault(page)
	case errors.As(err, &unknown):
		return diag.Errorf("nothing on the network is called %q", unknown.Name).
			WithHint("a printer shows its address on its display, among the network settings")
	case neverReached(err):
		return diag.Errorf("no printer answers at %s", p.host).
			WithHint("is it switched on, on the same network, and is this its address?")
	case certificateFault(err) != nil:
		return certificateFault(err)
	case errors.As(err, &network) && network.Timeout():
		return diag.Errorf("the printer at %s takes too long to answer", p.host).WithHint("switch it off and on, then print again")
	}
	return diag.Errorf("the connection to the printer at %s was cut", p.host).WithHint("print again")
}

// notSent is the error of a document that was not taken or, where the
// connection was cut behind it, may have been.
func (p *ipp) notSent(ctx context.Context, err error) error {
	var status statusError
	var page httpError
	told := p.fault(ctx, err)
	answered := errors.As(err, &status) || errors.As(err, &page) && (page < 500 || isBusy(err))
	if answered || neverReached(err) || certificateFault(err) != nil || err == ctx.Err() { // stopped between two tries
		return told
	}
	return maybe(told, "while the handout was being sent")
}

// outOfSight is the error of a job that was taken and is not seen any more.
func (p *ipp) outOfSight(ctx context.Context, id int, err error) error {
	if ctx.Err() != nil {
		return p.takeBack(ctx, id, ctx.Err())
	}
	var status statusError
	if errors.As(err, &status) { // many printers forget a job soon after it is done
		return maybe(diag.Errorf("the printer no longer knows"), "the job")
	}
	return maybe(p.fault(ctx, err), "after it had taken the job")
}

// maybe adds to a fault that the document may have come out. Being stopped
// stays being stopped.
func maybe(told error, when string) error {
	var list diag.List
	if errors.As(told, &list) {
		told = diag.Errorf("%s %s: it may have been printed", list[0].Message, when).WithHint("look at the printer before you print it again")
	}
	return unsure{told}
}

// neverReached is true where no connection came about.
func neverReached(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

// statusFault is what the most usual refusals mean.
func statusFault(status statusError) error {
	switch goipp.Status(status) {
	case goipp.StatusErrorNotFound:
		return diag.Errorf("there is no such printer at this address").WithHint("most printers are at ipp://HOST/ipp/print")
	case goipp.StatusErrorNotAcceptingJobs, goipp.StatusErrorPrinterIsDeactivated:
		return diag.Errorf("the printer takes no jobs at present").WithHint("look at its display, then print again")
	case goipp.StatusErrorForbidden, goipp.StatusErrorNotAuthenticated, goipp.StatusErrorNotAuthorized:
		return wantsPassword()
	}
	return diag.Errorf("the printer refuses: %v", status).WithHint("print with the browser, or through a print queue of the system")
}

func pageFault(page httpError) error {
	switch page {
	case http.StatusUnauthorized, http.StatusForbidden:
		return wantsPassword()
	case http.StatusNotFound:
		return statusFault(statusError(goipp.StatusErrorNotFound))
	case http.StatusUpgradeRequired:
		return diag.Errorf("the printer wants an encrypted connection").WithHint("write ipps:// in place of ipp://")
	}
	return diag.Errorf("what answers is no printer, or one in trouble (%v)", page).WithHint("most printers are at ipp://HOST/ipp/print")
}

func wantsPassword() error {
	return diag.Errorf("the printer wants a password").WithHint("add it to the system as a printer and give its name to --printer")
}

func fingerprintFault() error {
	return diag.Errorf("a certificate's fingerprint is 64 hexadecimal digits, its SHA-256").
		WithHint("without it, the printer's is told when it is not trusted")
}

// certificateFault is nil for an error of another kind.
func certificateFault(err error) error {
	var unverified *tls.CertificateVerificationError
	var stranger strangerError
	var plain tls.RecordHeaderError
	switch {
	case errors.As(err, &unverified) && len(unverified.UnverifiedCertificates) > 0:
		sum := sha256.Sum256(unverified.UnverifiedCertificates[0].Raw)
		return diag.Errorf("nobody vouches for the certificate of this printer").
			WithHint("if the printer's own page shows the same, add --trust %s", hex.EncodeToString(sum[:]))
	case errors.As(err, &stranger):
		return diag.Errorf("the certificate is not the one to trust but %s", stranger.fingerprint).
			WithHint("if it is the same printer and its certificate is new, change --trust")
	case errors.As(err, &plain), errors.Is(err, http.ErrSchemeMismatch):
		return diag.Errorf("the printer does not speak ipps here").WithHint("write ipp:// in place of ipps://")
	}
	return nil
}
