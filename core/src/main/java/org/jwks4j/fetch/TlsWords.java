package org.jwks4j.fetch;

import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.UntrustedCertificateException;
import org.jwks4j.json.Quoted;

/** Why TLS failed, in words: each kind by its own. What certificates say is quoted. */
final class TlsWords {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final int NAMES_AT_MOST = 5;

    private final SSLException failure;

    private TlsWords(SSLException failure) {
        this.failure = failure;
    }

    static String of(SSLException failure) {
        TlsWords words = new TlsWords(failure);
        return words.certificate().or(words::trust).orElseGet(words::protocol);
    }

    /** A certificate that is wrong in itself. */
    private Optional<String> certificate() {
        if (cause(CertificateExpiredException.class) != null) {
            String when = outOfTime()
                    .map(link -> " on " + link.getNotAfter().toInstant())
                    .orElse("");
            return Optional.of("the certificate" + depth() + " expired" + when);
        } else if (cause(CertificateNotYetValidException.class) != null) {
            String when = outOfTime()
                    .map(link -> " before " + link.getNotBefore().toInstant())
                    .orElse(" yet");
            return Optional.of(
                    "the certificate" + depth() + " is not valid" + when + "; or this machine's clock is wrong");
        } else if (isWrongName()) {
            return Optional.of("the certificate is for " + names() + ", and not for the host that was asked");
        }
        return Optional.empty();
    }

    /** Counted from the server's own. */
    private String depth() {
        CertPathValidatorException validation = cause(CertPathValidatorException.class);
        int index = validation == null ? -1 : validation.getIndex();
        return index <= 0 ? "" : " " + (index + 1) + " of its chain";
    }

    private Optional<X509Certificate> outOfTime() {
        CertPathValidatorException validation = cause(CertPathValidatorException.class);
        int index = validation == null ? 0 : Math.max(0, validation.getIndex());
        return shown().stream().skip(index).findFirst();
    }

    private List<X509Certificate> shown() {
        UntrustedCertificateException refusal = cause(UntrustedCertificateException.class);
        return refusal == null ? List.of() : refusal.chain();
    }

    /** The JDK has no type of its own for it. */
    private boolean isWrongName() {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            boolean certificate = cause instanceof CertificateException;
            if (certificate
                    && (message.startsWith("No subject alternative") || message.startsWith("No name matching"))) {
                return true;
            }
        }
        return false;
    }

    private String names() {
        List<String> names = shown().isEmpty() ? List.of() : alternativeNames(shown().get(0));
        if (names.isEmpty()) {
            return "other hosts";
        }
        String first = names.stream().limit(NAMES_AT_MOST).map(Quoted::of).collect(Collectors.joining(", "));
        return first + (names.size() > NAMES_AT_MOST ? ", ..." : "");
    }

    private static List<String> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name ->
                                    name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** A certificate that leads to no one who is trusted. */
    private Optional<String> trust() {
        if (cause(InvalidAlgorithmParameterException.class) != null) {
            return Optional.of("the trust store has no certificates, so that no server is trusted");
        } else if (cause(CertPathBuilderException.class) == null && cause(CertPathValidatorException.class) == null) {
            return Optional.empty();
        }
        String chain = shown().isEmpty() ? "" : ": " + chain();
        return Optional.of(
                "the certificate is signed by an authority that is not trusted here, or one between the two was"
                        + " not sent" + chain + " (withTrustedCertificates(...) takes the authority's)");
    }

    private String chain() {
        X509Certificate last = shown().get(shown().size() - 1);
        return "a chain of " + shown().size() + ", up to "
                + Quoted.of(last.getIssuerX500Principal().getName());
    }

    /** The messages are the JDK's; an alert's name is the other side's, of a fixed list (RFC 8446 §6). */
    private String protocol() {
        String message = String.valueOf(failure.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("unsupported or unrecognized ssl message") || lower.contains("plaintext connection")) {
            return "TLS failed: what answered does not speak TLS; plain http on this port?";
        } else if (lower.contains("protocol_version")
                || lower.contains("no appropriate protocol")
                || lower.contains("not accepted by client preferences")) {
            return "TLS failed: no version of TLS in common (1.2 or 1.3 is needed)";
        } else if (lower.contains("certificate_required") || lower.contains("bad_certificate")) {
            return "TLS failed: the server refused our client certificate, or wants one (" + Quoted.of(message) + ")";
        } else if (lower.contains("handshake_failure") || lower.contains("unrecognized_name")) {
            return "TLS failed: the server refused the handshake; it may not know this host name, or have no cipher in common ("
                    + Quoted.of(message) + ")";
        }
        return "TLS failed: " + Quoted.of(message);
    }

    private <T extends Throwable> @Nullable T cause(Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
