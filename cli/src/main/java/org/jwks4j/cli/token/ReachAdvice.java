package org.jwks4j.cli.token;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStoreException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import javax.net.ssl.SSLException;

/** What to do if an issuer cannot be reached: by the step that failed. */
final class ReachAdvice {
    private static final String DOCTOR = " 'jwks4j doctor ISSUER' tries each step by itself.";

    /** The first of which a cause is there; what is special stands before what it is a kind of. */
    private static final List<Advice> ALL = List.of(
            new Advice(
                    "Is the host name spelled right, and does DNS know it on this machine (VPN, container network)? With"
                            + " --proxy, it may be the proxy's name.",
                    List.of(UnknownHostException.class, UnresolvedAddressException.class)),
            new Advice(
                    "The server's operator must renew its certificate. If the date is to come, this machine's clock is"
                            + " wrong.",
                    List.of(CertificateExpiredException.class)),
            new Advice(
                    "Compare this machine's clock with the date. If it is right, the server's operator must install another"
                            + " certificate.",
                    List.of(CertificateNotYetValidException.class)),
            new Advice(
                    "This Java has no authorities to trust. Install its ca-certificates, or name a file with --ca-file.",
                    List.of(InvalidAlgorithmParameterException.class)),
            new Advice(
                    "Repair the trust store of this Java (its cacerts, or what javax.net.ssl.trustStore names), or name a"
                            + " file with --ca-file.",
                    List.of(KeyStoreException.class)),
            new Advice(
                    "If the authority is your own, name its certificate with --ca-file. Else the server sends too few"
                            + " certificates, or something on the way answers in its place.",
                    List.of(CertPathBuilderException.class, CertPathValidatorException.class)),
            new Advice(
                    "Use a host name that the certificate has; or the server's operator must get a certificate for this"
                            + " one.",
                    List.of(CertificateException.class)),
            new Advice(
                    "Is it the right port, and does the server speak TLS 1.2 or 1.3 for this host name? Some want a"
                            + " certificate (--client-cert)." + DOCTOR,
                    List.of(SSLException.class)),
            new Advice(
                    "Is the server up, and are host and port right? A firewall may refuse too, or, with --proxy, the"
                            + " proxy." + DOCTOR,
                    List.of(ConnectException.class)));

    private ReachAdvice() {}

    static String of(Throwable failure) {
        return ALL.stream()
                .filter(advice -> advice.isFor(failure))
                .findFirst()
                .map(Advice::words)
                .orElse("Is the URL right, and does nothing on the way (proxy, firewall) cut the connection?" + DOCTOR);
    }

    private record Advice(String words, List<Class<? extends Exception>> causes) {
        boolean isFor(Throwable failure) {
            for (Throwable there = failure; there != null; there = there.getCause()) {
                Throwable cause = there;
                if (causes.stream().anyMatch(kind -> kind.isInstance(cause))) {
                    return true;
                }
            }
            return false;
        }
    }
}
