package org.jwks4j.jwk;

/** Why a published key is not used. */
public enum SkipReason {
    /** The entry is no object or has a member twice, or a member has the wrong type, is missing, or is not base64url. */
    MALFORMED,
    /** The {@code kty} is unknown (RFC 7517 §5: ignored). */
    UNSUPPORTED_KEY_TYPE,
    /** The curve, or the parameter set, is unknown, or no installed provider has it. */
    UNSUPPORTED_CURVE,
    /** The {@code alg} is no signature algorithm that we know. */
    UNSUPPORTED_ALGORITHM,
    /** The key is symmetric: since it is published, anyone can sign with it. */
    SYMMETRIC_KEY,
    /** A PEM text has a private key: since it is published, anyone can sign with it. */
    PRIVATE_KEY,
    /** The {@code use} or {@code key_ops} say that the key does not verify signatures (RFC 7517 §4.2, §4.3). */
    NOT_FOR_SIGNATURES,
    /** The {@code alg} does not go with the key's type or curve. */
    ALGORITHM_MISMATCH,
    /** A coordinate or public key has another length than its curve or algorithm asks for. */
    WRONG_LENGTH,
    /** The RSA modulus has fewer than 2048 bits (RFC 7518 §3.3). */
    RSA_TOO_SMALL,
    /** The RSA modulus has more bits than the {@linkplain JwkLimits limits} allow: it costs more to check than it is worth. */
    RSA_TOO_LARGE,
    /** The RSA modulus is even or the exponent is even, 1, or more than the {@linkplain JwkLimits limits} allow. */
    RSA_INVALID,
    /** The RSA modulus has the fingerprint of a ROCA key (CVE-2017-15361), which can be factored. */
    RSA_ROCA,
    /** The point is not on its curve, or its encoding is not canonical. */
    NOT_ON_CURVE,
    /** The point has small order: signatures of anyone would verify with it. */
    SMALL_ORDER,
    /** The first certificate of {@code x5c} is unreadable or holds another key (RFC 7517 §4.7). */
    CERTIFICATE_MISMATCH,
    /** The key was revoked here, by the operator of this service, not by its issuer. */
    REVOKED,
    /** The JWK names another issuer than the one whose keys are asked for. */
    OTHER_ISSUER
}
