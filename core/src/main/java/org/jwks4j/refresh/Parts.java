package org.jwks4j.refresh;

import java.util.Set;

/** Takes values apart and puts them together, for a source whose answers may lack what is still good. */
public interface Parts<V> {
    /** The parts of an answer, without what was kept from answers before it. */
    Set<Part> of(V value);

    /** Whether an answer says itself that this part is not to be used: it is not missing by mistake then. */
    boolean forbids(V answer, Part part);

    /** Whether something is there under a name, be it kept. */
    boolean has(V value, String name);

    /** An answer, together with some parts of the value before it that the answer lacks. */
    V keeping(V answer, V before, Set<Part> kept);

    /** A value without what is kept in it but for these parts. */
    V keepingOnly(V value, Set<Part> kept);

    /** Whether any of the kept parts was used since the answer came. */
    boolean isKeptInUse(V value);

    /** How many parts are kept at most. */
    int mostKept();

    /** Of values that are replaced whole. */
    static <V> Parts<V> none() {
        return new Parts<>() {
            @Override
            public Set<Part> of(V value) {
                return Set.of();
            }

            @Override
            public boolean forbids(V answer, Part part) {
                return false;
            }

            @Override
            public boolean has(V value, String name) {
                return false;
            }

            @Override
            public V keeping(V answer, V before, Set<Part> kept) {
                return answer;
            }

            @Override
            public V keepingOnly(V value, Set<Part> kept) {
                return value;
            }

            @Override
            public boolean isKeptInUse(V value) {
                return false;
            }

            @Override
            public int mostKept() {
                return 0;
            }
        };
    }
}
