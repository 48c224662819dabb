package org.jwks4j.idp;

import java.util.List;
import java.util.Optional;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.location.MetadataLocation;

/** An identity provider that no one here wrote: started, asked for tokens, rotated and stopped, all on loopback. */
interface IdentityProvider {
    /** What it is called on the command line and on the page. */
    String name();

    /** As it says itself; known once it was started. */
    String version() throws Exception;

    /** By which it signs access tokens, by their JOSE names. */
    List<String> algorithms();

    /** Returns once it answers. May be called again after {@link #stop()}: the address stays the same. */
    void start() throws Exception;

    /** Ends it, and returns once its port is free. */
    void stop() throws Exception;

    /** The {@code iss} of its tokens of this algorithm. */
    String issuer(String algorithm);

    /** A new access token for {@link Service#AUDIENCE}, got by a grant as a client gets it. */
    String token(String algorithm) throws Exception;

    /** Signs with a new key from now on; the old one stays published. */
    void rotate(String algorithm) throws Exception;

    /** Whether there is a way to rotate without a restart. */
    default boolean canRotate() {
        return true;
    }

    /** Signs with a new key from now on, and publishes none of the old ones of this algorithm. */
    void rotateAtOnce(String algorithm) throws Exception;

    /** Whether there is a way to do that without a restart. */
    default boolean canRotateAtOnce() {
        return true;
    }

    /** Whether it has the same keys after a restart. */
    default boolean remembersKeys() {
        return false;
    }

    /** How many requests of {@link Service#USER_AGENT} came, as it or what stands in front of it logged them. */
    long requests() throws Exception;

    /** How a service reaches it. */
    default Access access() {
        return Access.HTTP_ON_LOOPBACK;
    }

    /** For a provider whose tenants fit one. */
    default Optional<IssuerTemplate> template() {
        return Optional.empty();
    }

    /** Whether its documents are worth being data of tests. */
    default boolean isRecorded() {
        return true;
    }

    /** What {@code doctor} must say of it: a grade that is written down, else any. */
    default String grade() {
        return "grade ";
    }

    /** Where its metadata can be found. */
    default List<MetadataLocation> metadata() {
        return List.of(MetadataLocation.openIdConfiguration());
    }
}
