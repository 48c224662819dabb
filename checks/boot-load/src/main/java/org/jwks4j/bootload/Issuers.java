package org.jwks4j.bootload;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The issuers of both applications. They go away, and come back, together; their requests can be told apart. */
interface Issuers extends AutoCloseable {
    /** Longer than a run. */
    Duration LIFE = Duration.ofMinutes(29);

    /** For the page. */
    Title title();

    /** Makes the issuer of one application. */
    Issuer issuer(String application) throws IOException;

    /** Returns once none answers. */
    void down() throws IOException;

    /** Returns once all answer. */
    void up() throws IOException;

    /** How long {@link #up} takes, about. */
    int secondsToStart();

    @Override
    void close() throws IOException;

    /**
     * What the page says of them.
     *
     * @param name the heading
     * @param version the beginning of a sentence that says how it is away
     * @param picture a file's name
     */
    record Title(String name, String version, String picture) {}

    /** Who signs the tokens of one application. */
    interface Issuer {
        /** The {@code iss} of its tokens. */
        String uri();

        /** New ones, that are good for {@link #LIFE}. */
        List<String> tokens(int count) throws IOException;

        /** Signs with a new key from now on; the old one stays published. */
        void rotate() throws IOException;

        /** How many requests for its documents reached it until now. */
        int requests() throws IOException;
    }
}
