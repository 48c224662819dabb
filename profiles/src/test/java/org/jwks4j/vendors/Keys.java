package org.jwks4j.vendors;

import org.jwks4j.testkit.SigningKey;

/** Keys for all tests, since they take long to make: all vendors sign with the same ones, so that only their names differ. */
final class Keys {
    static final SigningKey RS256 =
            SigningKey.generate("RS256").withCertificate().withKeyId(id(1));
    static final SigningKey ES256 =
            SigningKey.generate("ES256").withCertificate().withKeyId(id(2));

    /** Of no vendor, under the same key IDs. */
    static final SigningKey OTHER_RS256 = SigningKey.generate("RS256").withKeyId(id(1));

    static final SigningKey OTHER_ES256 = SigningKey.generate("ES256").withKeyId(id(2));

    private Keys() {}

    static SigningKey otherThan(SigningKey key) {
        return key.algorithm().equals("RS256") ? OTHER_RS256 : OTHER_ES256;
    }

    private static String id(int number) {
        return "00000000-0000-4000-8000-00000000000" + number;
    }
}
