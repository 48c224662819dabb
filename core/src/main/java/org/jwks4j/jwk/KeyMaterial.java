package org.jwks4j.jwk;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Set;
import java.util.SortedMap;

/** The public numbers of a key, checked when read. Two are equal when their numbers are. Small until the {@link PublicKey} is needed. */
sealed interface KeyMaterial permits RsaMaterial, EcMaterial, OkpMaterial, AkpMaterial {
    /** The {@code kty}. */
    String keyType();

    /** What a person calls it: {@code RSA 2048}, {@code P-256}. */
    String description();

    /** The algorithms that such a key can verify, if its JWK names none. */
    Set<JwsAlgorithm> algorithms();

    /** The members that a thumbprint is made of (RFC 7638 §3.2), {@code kty} included, in lexicographic order. */
    SortedMap<String, String> requiredMembers();

    /** Builds the key through JCA. */
    PublicKey publicKey() throws GeneralSecurityException;
}
