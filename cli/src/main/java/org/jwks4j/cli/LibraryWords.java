package org.jwks4j.cli;

/** Where the library's messages name a call that helps, the options that make it. */
final class LibraryWords {
    private LibraryWords() {}

    static String asOptions(String message) {
        return message.replace("allowHttpOnLoopback()", "--http-on-loopback")
                .replace("withJwksUri(...) or withMetadataAt(...)", "--jwks-uri")
                .replace("withMetadataAt(...)", "--jwks-uri")
                .replace("§", "section ")
                .replaceAll("; the issuer is asked again in \\d+ m?s", ""); // not by a program that ends
    }
}
