package org.jwks4j.cli.terminal;

/** If the library's messages name a call that helps, the options that make it. */
public final class LibraryWords {
    private static final String INSECURE = "--insecure-http HOST:PORT";

    private LibraryWords() {}

    public static String asOptions(String message) {
        return message.replace("allowHttpOnLoopback()", "--http-on-loopback")
                .replace("TrustedIssuer.allowHttpTo(...)", INSECURE)
                .replace(
                        "the host is not a loopback address",
                        "the host is not a loopback address (" + INSECURE
                                + " permits it for a host of a private network)")
                .replace("withJwksUri(...) or withMetadataAt(...)", "--jwks-uri")
                .replace("withJwksUri(...) or withKeysAt(...)", "--jwks-uri")
                .replace("withMetadataAt(...) or withJwksUri(...)", "--metadata-path or --jwks-uri")
                .replace("withMetadataAt(...)", "--metadata-path")
                .replace("withJwksUri(...)", "--jwks-uri")
                .replace(
                        "withBearerToken(...) and withRequestHeader(...) send what a private one wants",
                        "--header sends what a private one wants")
                .replace("withTrustedCertificates(...) takes the authority's", "--ca-file takes the authority's")
                .replace("httpClient(...) takes a client that has them", "which this command line does not send")
                .replace("; for a whole URI use MetadataLocation.uri(...)", "")
                .replace("unless followSameOriginRedirects() is called", "unless --follow-redirects is given")
                .replace("; a second answer must confirm it", "") // which a program that ends does not wait for
                .replace("§", "section ")
                .replaceAll("; another try may find it in \\d+ m?s", "")
                .replaceAll("; the issuer is asked again in \\d+ m?s", ""); // not by a program that ends
    }
}
