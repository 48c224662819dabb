package org.jwks4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jwks4j.cli.terminal.Terminal;
import org.jwks4j.testkit.FakeIssuer;

/**
 * Runs commands once against an issuer on loopback, so that a JVM that records which classes they need
 * ({@code -XX:ArchiveClassesAtExit}, {@code -XX:AOTCacheOutput}) has them all. Prints nothing.
 */
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.exit(play(nowhere));
    }

    /** Answers the first exit code that is not zero, else zero. */
    static int play(PrintStream out) throws IOException {
        Path authority = Files.createTempFile("jwks4j", ".pem");
        try (FakeIssuer plain =
                        FakeIssuer.builder().algorithms("RS256", "ES256").start();
                FakeIssuer tls = FakeIssuer.startHttps()) {
            Files.writeString(authority, tls.certificate().rootPem());
            int verified = verify(out, plain, "--http-on-loopback");
            int verifiedOverTls = verify(out, tls, "--ca-file", authority.toString());
            int explained = run(out, "explain", token(plain));
            int listed = run(out, "keys", plain.issuer(), "--http-on-loopback");
            return Math.max(Math.max(verified, verifiedOverTls), Math.max(explained, listed));
        } finally {
            Files.delete(authority);
        }
    }

    private static int verify(PrintStream out, FakeIssuer issuer, String... options) {
        String[] args = new String[6 + options.length];
        args[0] = "verify";
        args[1] = token(issuer);
        args[2] = "--issuer";
        args[3] = issuer.issuer();
        args[4] = "--audience";
        args[5] = "rehearsal";
        System.arraycopy(options, 0, args, 6, options.length);
        return run(out, args);
    }

    private static int run(PrintStream out, String... args) {
        return Main.run(InputStream.nullInputStream(), out, out, Terminal.PLAIN, args);
    }

    private static String token(FakeIssuer issuer) {
        return issuer.mint(Map.of("aud", "rehearsal"));
    }
}
