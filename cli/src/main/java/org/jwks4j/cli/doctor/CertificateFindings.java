package org.jwks4j.cli.doctor;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jwks4j.cli.terminal.TimeSpan;
import org.jwks4j.json.Quoted;

/** What is to be said of the certificates that a server showed. */
final class CertificateFindings {
    private static final Duration SOON = Duration.ofDays(14);
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final String host;
    private final List<X509Certificate> chain;
    private final Instant now;

    /**
     * Looks at a chain.
     *
     * @param chain the server's own certificate first; at least one
     */
    CertificateFindings(String host, List<X509Certificate> chain, Instant now) {
        this.host = host;
        this.chain = chain;
        this.now = now;
    }

    /** Of a chain that is trusted: what it is, and when it ends. A pinned certificate is trusted past its end. */
    List<Finding> trusted(String protocol) {
        Finding shown = Finding.ok(
                "tls.certificate",
                protocol + ", " + described(chain.get(0)) + ", for " + names(chain.get(0)) + ", a chain of "
                        + chain.size());
        return List.of(shown, outOfTime().orElseGet(this::expiry));
    }

    private Finding expiry() {
        X509Certificate first = firstToExpire();
        Duration left = Duration.between(now, first.getNotAfter().toInstant());
        if (left.compareTo(SOON) > 0) {
            return Finding.ok("tls.expiry", "expires in " + TimeSpan.of(left));
        }
        return Finding.warning(
                "tls.expires-soon",
                position(first) + " expires in " + TimeSpan.of(left) + ", on "
                        + first.getNotAfter().toInstant(),
                "Renew it now: once it has expired, no service can fetch keys.");
    }

    private X509Certificate firstToExpire() {
        X509Certificate first = chain.get(0);
        for (X509Certificate link : chain) {
            if (link.getNotAfter().toInstant().isBefore(first.getNotAfter().toInstant())) {
                first = link;
            }
        }
        return first;
    }

    /** Why a chain is not trusted, by what is wrong with it itself. */
    Finding refused() {
        return outOfTime().orElseGet(this::untrusted);
    }

    private Optional<Finding> outOfTime() {
        for (X509Certificate link : chain) {
            if (now.isAfter(link.getNotAfter().toInstant())) {
                Duration since = Duration.between(link.getNotAfter().toInstant(), now);
                return Optional.of(Finding.error(
                        "tls.expired",
                        position(link) + " expired " + TimeSpan.of(since) + " ago, on "
                                + link.getNotAfter().toInstant(),
                        "Have it renewed."));
            } else if (now.isBefore(link.getNotBefore().toInstant())) {
                return Optional.of(Finding.error(
                        "tls.not-yet-valid",
                        position(link) + " is not valid before "
                                + link.getNotBefore().toInstant(),
                        "Check this machine's clock, and when the certificate was made."));
            }
        }
        return Optional.empty();
    }

    private Finding untrusted() {
        if (!isFor(chain.get(0))) {
            return Finding.error(
                    "tls.wrong-name",
                    "the certificate is for " + names(chain.get(0)) + ", and not for " + Quoted.of(host),
                    "Use a host name that it has, or have it made for this one.");
        }
        return Finding.error(
                "tls.untrusted", authority(), "Name the authority's certificate with --ca-file, if it is yours.");
    }

    private String authority() {
        X509Certificate last = chain.get(chain.size() - 1);
        if (last.getSubjectX500Principal().equals(last.getIssuerX500Principal())) {
            return position(last) + " is signed by itself, and not among those that are trusted here";
        }
        return position(last) + " is signed by "
                + Quoted.of(last.getIssuerX500Principal().getName())
                + ", which is not trusted here, or a certificate between the two was not sent";
    }

    /** The depth counts from the server's own. */
    private String position(X509Certificate link) {
        int depth = chain.indexOf(link);
        return (depth == 0
                        ? "the certificate "
                        : "certificate " + (depth + 1) + " of " + chain.size() + " in the chain, ")
                + Quoted.of(link.getSubjectX500Principal().getName());
    }

    private static String described(X509Certificate certificate) {
        return "certificate of "
                + Quoted.of(certificate.getSubjectX500Principal().getName()) + " by "
                + Quoted.of(certificate.getIssuerX500Principal().getName());
    }

    private boolean isFor(X509Certificate certificate) {
        return alternativeNames(certificate).stream().anyMatch(this::matches);
    }

    /** RFC 6125 §6.4.3: a star stands for the whole first label. */
    private boolean matches(String name) {
        String wanted = host.toLowerCase(Locale.ROOT);
        String given = name.toLowerCase(Locale.ROOT);
        int dot = wanted.indexOf('.');
        return wanted.equals(given)
                || (given.startsWith("*.") && dot > 0 && wanted.substring(dot).equals(given.substring(1)));
    }

    static String names(X509Certificate certificate) {
        List<String> names = alternativeNames(certificate);
        List<String> shown = names.stream().limit(5).map(Quoted::of).toList();
        return names.isEmpty() ? "no host name" : String.join(", ", shown) + (names.size() > 5 ? ", ..." : "");
    }

    private static List<String> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name ->
                                    Objects.equals(name.get(0), DNS_NAME) || Objects.equals(name.get(0), IP_ADDRESS))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
