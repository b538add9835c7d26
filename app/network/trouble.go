package network

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"

	"pricesync/app/fault"
)

// explain gives an error the words of a person where the way itself is what is wrong: the name, the proxy, the
// certificate, the encryption. Any other error stays as it is, for its receiver knows what it means.
func (d *Door) explain(err error, to *url.URL) error {
	var (
		told      *fault.Error
		authority x509.UnknownAuthorityError
		name      x509.HostnameError
		invalid   x509.CertificateInvalidError
		record    tls.RecordHeaderError
		verify    *tls.CertificateVerificationError
		alert     tls.AlertError
		operation *net.OpError
		unknown   *net.DNSError
	)
	switch {
	case errors.As(err, &told):
		return err
	case errors.As(err, &operation) && operation.Op == "proxyconnect":
		name := "of the network"
		if proxy, _ := d.proxy.of(to); proxy != nil {
			name = proxy.Host
		}
		return fault.Wrap(err, fault.ProxyUnreachable, fault.Facts{"name": name})
	case errors.As(err, &name):
		return fault.Wrap(err, fault.CertificateOther, fault.Facts{"name": called(name.Certificate)})
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return fault.Wrap(err, fault.CertificateExpired, fault.Facts{"from": day(invalid.Cert.NotBefore), "to": day(invalid.Cert.NotAfter)})
	case errors.As(err, &authority):
		return fault.Wrap(err, fault.JobberUntrusted, fault.Facts{"why": "its certificate" + issued(verified(err, authority)) + " is not trusted on this computer"})
	case errors.As(err, &invalid), errors.As(err, &verify):
		return fault.Wrap(err, fault.JobberUntrusted, fault.Facts{"why": "its certificate is not trusted on this computer"})
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return fault.Wrap(err, fault.JobberUntrusted, fault.Facts{"why": "what answered at " + to.Hostname() + " does not encrypt"})
	case outdated(err), errors.As(err, &alert) && outdated(alert):
		return fault.Wrap(err, fault.EncryptionOutdated, nil)
	case errors.As(err, &unknown) && unknown.IsNotFound:
		return fault.Wrap(err, fault.NameUnknown, fault.Facts{"name": to.Hostname()})
	}
	return err
}

// outdated says whether both sides found no form of encryption that either takes. The library has no type for it.
func outdated(err error) bool {
	text := err.Error()
	return strings.Contains(text, "unsupported protocol version") || strings.Contains(text, "protocol version not supported") ||
		strings.Contains(text, "no supported versions satisfy")
}

// verified returns the certificate that was presented first, or the one that the error is about.
func verified(err error, authority x509.UnknownAuthorityError) *x509.Certificate {
	var verify *tls.CertificateVerificationError
	if errors.As(err, &verify) && len(verify.UnverifiedCertificates) > 0 {
		return verify.UnverifiedCertificates[len(verify.UnverifiedCertificates)-1]
	}
	return authority.Cert
}

func issued(certificate *x509.Certificate) string {
	if certificate == nil {
		return ""
	}
	if name := issuer(certificate); name != "" {
		return ", issued by “" + name + "”,"
	}
	return ""
}

// issuer returns who issued a certificate, as it says itself.
func issuer(certificate *x509.Certificate) string {
	name := certificate.Issuer.CommonName
	if organisation := certificate.Issuer.Organization; len(organisation) > 0 && !strings.Contains(name, organisation[0]) {
		name = strings.TrimSpace(organisation[0] + " " + name)
	}
	return name
}

// called returns the name that a certificate is for.
func called(certificate *x509.Certificate) string {
	switch {
	case certificate == nil:
		return "something else"
	case len(certificate.DNSNames) > 0:
		return certificate.DNSNames[0]
	case len(certificate.IPAddresses) > 0:
		return certificate.IPAddresses[0].String()
	case certificate.Subject.CommonName != "":
		return certificate.Subject.CommonName
	}
	return "something else"
}
