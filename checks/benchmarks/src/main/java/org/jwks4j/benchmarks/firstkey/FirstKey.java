package org.jwks4j.benchmarks.firstkey;

/** What a new JVM runs: one library, from {@code main} to its first key. Prints when it came to what. */
public final class FirstKey {
    private FirstKey() {}

    /**
     * The entry point.
     *
     * @param args the library, the issuer, its JWKS URI, a token
     * @throws Exception when there is no key
     */
    public static void main(String[] args) throws Exception {
        Clock clock = new Clock();
        contestant(args[0]).firstKey(args[1], args[2], args[3], clock);
        clock.at("key");
        System.out.print(clock);
        System.out.flush();
        Runtime.getRuntime().halt(0); // what a library may still load or close is not measured
    }

    /** No enum, whose constants would load what all libraries need. */
    private static Contestant contestant(String library) {
        return switch (library) {
            case "jwks4j" -> new Jwks4j(false);
            case "jwks4j-by-issuer" -> new Jwks4j(true);
            case "nimbus" -> new Nimbus();
            case "java-jwt" -> new JavaJwt();
            case "jose4j" -> new Jose4j();
            case "spring" -> new Spring();
            default -> throw new IllegalArgumentException(library);
        };
    }
}
