/** Vendors of tokens by name: whom to trust, where their keys are, and what their tokens must say. */
module org.jwks4j.vendors {
    requires transitive org.jspecify;
    requires transitive org.jwks4j.core;
    requires transitive org.jwks4j.verifier;

    exports org.jwks4j.vendors;
}
