package org.jwks4j;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jwks4j.jwk.JwkSet;

/** JWKs of the RFCs' examples, as text without their closing brace, to which a test adds the members it is about. */
final class PublishedKeys {
    /** RFC 7517 §A.1. */
    static final String RSA = """
            {"kty":"RSA","e":"AQAB","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSo\
            c_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs\
            8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1j\
            F44-csFCur-kEgU8awapJzKnqDKgw"\
            """;

    /** RFC 7517 §A.1. */
    static final String EC = """
            {"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",\
            "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"\
            """;

    /** RFC 7515 §A.3.1. */
    static final String OTHER_EC = """
            {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",\
            "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"\
            """;

    /** A symmetric key, which is skipped. */
    static final String SYMMETRIC = "{\"kty\":\"oct\",\"k\":\"AAAA\"";

    private PublishedKeys() {}

    static String named(String jwk, String keyId) {
        return with(jwk, "kid", keyId);
    }

    static String with(String jwk, String name, String value) {
        return jwk + ",\"" + name + "\":\"" + value + "\"";
    }

    static JwkSet set(String... jwks) {
        List<String> closed = Stream.of(jwks).map(jwk -> jwk + "}").toList();
        return JwkSet.parse(closed.stream().collect(Collectors.joining(",", "{\"keys\":[", "]}")));
    }
}
