package org.jwks4j.cli.terminal;

/** If the library's messages name a call that helps, the options that make it. */
public final class LibraryWords {
    private LibraryWords() {}

    public static String asOptions(String message) {
        return message.replace("allowHttpOnLoopback()", "--http-on-loopback")
                .replace("withJwksUri(...) or withMetadataAt(...)", "--jwks-uri")
                .replace("withMetadataAt(...) or withJwksUri(...)", "--metadata-path or --jwks-uri")
                .replace("withMetadataAt(...)", "--metadata-path")
                .replace("withJwksUri(...)", "--jwks-uri")
                .replace(
                        "withBearerToken(...) and withRequestHeader(...) send what a private one wants",
                        "--header sends what a private one wants")
                .replace("withTrustedCertificates(...) takes the authority's", "--ca-file takes the authority's")
                .replace("unless followSameOriginRedirects() is called", "unless --follow-redirects is given")
                .replace("; a second answer must confirm it", "") // which a program that ends does not wait for
                .replace("§", "section ")
                .replaceAll("; the issuer is asked again in \\d+ m?s", ""); // not by a program that ends
    }
}
