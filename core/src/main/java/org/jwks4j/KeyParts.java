package org.jwks4j;

import java.util.Set;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.refresh.Part;
import org.jwks4j.refresh.Parts;

/**
 * What a key set is made of: keys, each known by {@code kid} and material.
 *
 * @param mostKept how many keys are kept at most that the newest answer lacks
 */
record KeyParts(int mostKept) implements Parts<FetchedKeys> {
    @Override
    public Set<Part> of(FetchedKeys value) {
        return value.set().parts();
    }

    /** An entry of this kid that cannot be used says something else about the key than nothing. */
    @Override
    public boolean forbids(FetchedKeys answer, Part part) {
        String keyId = KeyNames.keyIdOf(part);
        return keyId != null && answer.set().isSkipped(keyId);
    }

    @Override
    public boolean has(FetchedKeys value, String name) {
        String keyId = KeyNames.keyIdIn(name);
        return keyId != null
                ? value.set().mentions(keyId)
                : JwsAlgorithm.of(KeyNames.algorithmIn(name))
                        .filter(value.set()::hasKeyFor)
                        .isPresent();
    }

    @Override
    public FetchedKeys keeping(FetchedKeys answer, FetchedKeys before, Set<Part> kept) {
        return new FetchedKeys(answer.set().keeping(before.set(), kept), answer.validators());
    }

    @Override
    public boolean isKeptInUse(FetchedKeys value) {
        return value.set().isKeptInUse();
    }
}
