package diagnostics

import (
	"crypto/tls"
	"crypto/x509"
	"strings"
	"time"

	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// How an interception is told. The connection was accepted, so its certificate leads to an authority that this computer
// trusts. The same chain is then verified a second time, against the public authorities alone: the list that browsers
// share, which is built into this program. A certificate that only the first verification accepts comes from an
// authority that somebody installed on this computer or in its company, as proxies and virus scanners do that open
// secure connections. That needs no list of products, and the authority's own name says who it is. An authority that
// became public after this program was built is taken for an installed one; the check is then a warning too many, and
// nothing is refused for it.

// installedAuthority returns who issued the certificate of a verified connection, where that is no public authority;
// "" where it is one.
func installedAuthority(state tls.ConnectionState, host string, now time.Time) string {
	if len(state.PeerCertificates) == 0 {
		return ""
	}
	leaf := state.PeerCertificates[0]
	between := x509.NewCertPool()
	for _, certificate := range state.PeerCertificates[1:] {
		between.AddCert(certificate)
	}
	for _, chain := range state.VerifiedChains {
		for _, certificate := range chain[min(1, len(chain)):] {
			between.AddCert(certificate)
		}
	}
	_, err := leaf.Verify(x509.VerifyOptions{DNSName: host, Roots: publicAuthorities(), Intermediates: between, CurrentTime: now})
	if err == nil {
		return ""
	}
	top := leaf
	if len(state.VerifiedChains) > 0 {
		chain := state.VerifiedChains[0]
		top = chain[len(chain)-1]
	}
	return issuerName(top)
}

// publicAuthorities returns the authorities that browsers trust everywhere.
func publicAuthorities() *x509.CertPool {
	pool := x509.NewCertPool()
	for root := range bundle.Roots() {
		certificate, err := x509.ParseCertificate(root.Certificate)
		switch {
		case err != nil: // the bundle's own tests parse every one
		case root.Constraint != nil:
			pool.AddCertWithConstraint(certificate, root.Constraint)
		default:
			pool.AddCert(certificate)
		}
	}
	return pool
}

// issuerName returns who issued a certificate, as it says itself.
func issuerName(certificate *x509.Certificate) string {
	name := certificate.Issuer.CommonName
	if organisation := certificate.Issuer.Organization; len(organisation) > 0 && !strings.Contains(name, organisation[0]) {
		name = strings.TrimSpace(organisation[0] + " " + name)
	}
	if name == "" {
		return "an authority without a name"
	}
	return name
}
