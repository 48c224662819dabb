package org.jwks4j.benchmarks.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jwks4j.benchmarks.report.Group.Run;

/** Who verifies what with whose crypto: each library what it can, as trying showed. A full run takes twenty-five minutes. */
final class VerifyRuns {
    static final String OURS = "verify\\.Jwks4j\\.jwks4j$";
    static final String PEERS = "verify\\.(JavaJwt|Jjwt|Jose4j|NimbusJoseJwt|Spring|Tink|Vertx)\\.";
    static final Map<String, List<String>> RS256 = with(List.of("RS256"), "JDK");

    private static final String US = "verify\\.(BareSignature\\.|Jwks4j\\.jwks4j$)";
    private static final int WARMUP_SECONDS = 4;
    private static final String JDK = "JDK";
    private static final String ACCP = "ACCP";

    private VerifyRuns() {}

    static List<Run> on(int java) {
        return Stream.of(everybody(), us(), us(java)).flatMap(List::stream).toList();
    }

    private static List<Run> everybody() {
        return List.of(
                rounds(2, US + "|" + PEERS, List.of("RS256"), JDK, ACCP, "CONSCRYPT"),
                run("verify\\.Jwks4j\\.jwks4jAndSubject$", List.of("RS256"), JDK),
                rounds(2, US + "|" + PEERS, List.of("ES256"), JDK, ACCP),
                rounds(2, US + "|verify\\.(Jjwt|Jose4j|Vertx)\\.", List.of("EdDSA"), JDK, ACCP),
                run(US + "|" + PEERS, List.of("ES384"), JDK),
                run(US + "|" + PEERS.replace("JavaJwt|", ""), List.of("PS256"), JDK));
    }

    private static List<Run> us() {
        return List.of(
                run(US, List.of("PS256", "ES384"), ACCP),
                run(US, List.of("PS256", "ES256", "ES384", "EdDSA"), "CONSCRYPT", "BC"),
                run(US, List.of("RS256"), "BC"));
    }

    /** ML-DSA came into the JDK with 24; no peer has it. */
    private static List<Run> us(int java) {
        String[] cryptos = {ACCP, "CONSCRYPT", "BC"};
        return List.of(
                java < 24
                        ? run(US, List.of("ML-DSA-65"), cryptos)
                        : run(US, List.of("ML-DSA-65"), JDK, ACCP, "CONSCRYPT", "BC"));
    }

    private static Run run(String include, List<String> algorithms, String... cryptos) {
        return rounds(1, include, algorithms, cryptos);
    }

    private static Run rounds(int rounds, String include, List<String> algorithms, String... cryptos) {
        return new Run(include, rounds, 1, WARMUP_SECONDS, with(algorithms, cryptos));
    }

    private static Map<String, List<String>> with(List<String> algorithms, String... cryptos) {
        return Map.of("algorithm", algorithms, "crypto", List.of(cryptos));
    }
}
