package org.jwks4j.cli.terminal;

/** Where the library's messages name a call that helps, the options that make it. */
public final class LibraryWords {
    private LibraryWords() {}

    public static String asOptions(String message) {
        return message.replace("allowHttpOnLoopback()", "--http-on-loopback")
                .replace("withJwksUri(...) or withMetadataAt(...)", "--jwks-uri")
                .replace("withMetadataAt(...)", "--jwks-uri")
                .replace("§", "section ")
                .replaceAll("; the issuer is asked again in \\d+ m?s", ""); // not by a program that ends
    }
}
