package org.jwks4j.cli.terminal;

import java.util.List;
import java.util.Set;
import org.jwks4j.VerificationKey;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwsAlgorithm;

/** A key as it is shown. */
public final class KeyText {
    private KeyText() {}

    public static JsonObject json(VerificationKey key) {
        return members(key.jwk(), key.algorithms())
                .with("pem", Pem.of(key.publicKey()))
                .build();
    }

    /** What is known of a published key before anyone needs it. */
    public static JsonMembers members(Jwk jwk, Set<JwsAlgorithm> algorithms) {
        return new JsonMembers()
                .with("keyId", jwk.keyId().orElse(null))
                .with("type", jwk.keyType())
                .with("description", jwk.description())
                .with("use", jwk.use())
                .with("algorithms", names(algorithms))
                .with("thumbprint", jwk.thumbprint())
                .with("jwk", jwk.toJson());
    }

    public static List<String> names(Set<JwsAlgorithm> algorithms) {
        return algorithms.stream().sorted().map(JwsAlgorithm::jwsName).toList();
    }

    /** The bits of an RSA modulus, else the curve or parameter set. */
    public static String size(Jwk jwk) {
        String prefix = jwk.keyType() + " ";
        String description = jwk.description();
        return description.startsWith(prefix) ? description.substring(prefix.length()) : description;
    }

    public static String typeAndSize(Jwk jwk) {
        return jwk.keyType() + " " + size(jwk);
    }
}
