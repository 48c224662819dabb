package org.jwks4j.verifier.dpop;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a request has in its {@code DPoP} header fields (RFC 9449 §4.1), of which nothing is checked yet. Immutable. */
public final class DpopProof {
    private final List<String> fields;

    private DpopProof(List<String> fields) {
        this.fields = fields;
    }

    /**
     * The proof of a request. If there is none, or more than one, the token is refused when it is verified.
     *
     * @param fields the values of all header fields named {@code DPoP}; null or empty if the request has none
     * @return what a verifier needs
     */
    public static DpopProof of(@Nullable Collection<String> fields) {
        return new DpopProof(
                fields == null
                        ? List.of()
                        : fields.stream().filter(Objects::nonNull).toList());
    }

    /**
     * The proof of a request that is known to have one header field at most.
     *
     * @param field the value of the header field named {@code DPoP}; null if the request has none
     * @return what a verifier needs
     */
    public static DpopProof of(@Nullable String field) {
        return new DpopProof(field == null ? List.of() : List.of(field));
    }

    /**
     * The values of the header fields.
     *
     * @return an unmodifiable list
     */
    public List<String> fields() {
        return fields;
    }

    /** How many header fields there are; never what they say. */
    @Override
    public String toString() {
        return "DpopProof[" + fields.size() + " header fields]";
    }
}
