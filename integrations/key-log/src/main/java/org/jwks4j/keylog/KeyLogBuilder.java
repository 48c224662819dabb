package org.jwks4j.keylog;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;

/** Configures a {@link KeyLog}. Not thread-safe. */
public final class KeyLogBuilder {
    private final Path file;
    private final KeyLogSecret secret;
    private Path headFile;
    private String node = "";
    private long largestFile = 64L << 20;
    private Duration seenEvery = Duration.ofHours(1);
    private Predicate<String> issuers = issuer -> true;
    private InstantSource clock = InstantSource.system();

    KeyLogBuilder(Path file, KeyLogSecret secret) {
        this.file = file;
        this.secret = secret;
        this.headFile = KeyLogFiles.head(file);
    }

    /**
     * Where the last line is kept: on another disk or host, out of the reach of those who may touch the log. By default beside the
     * log, where it shows a mistake and not an intruder.
     *
     * @param newHeadFile replaced whole after each line
     * @return this
     */
    public KeyLogBuilder headFile(Path newHeadFile) {
        headFile = requireNonNull(newHeadFile, "newHeadFile");
        return this;
    }

    /**
     * Which process writes, for those who compare the logs of several.
     *
     * @param name written into each file; empty by default
     * @return this
     */
    public KeyLogBuilder node(String name) {
        node = requireNonNull(name, "name");
        return this;
    }

    /**
     * From which size on a new file is begun. Old ones are kept: a record that deletes itself is none.
     *
     * @param bytes 64 MiB by default; one or more
     * @return this
     */
    public KeyLogBuilder largestFile(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("largestFile: less than a byte");
        }
        largestFile = bytes;
        return this;
    }

    /**
     * How often it is written that keys which have not changed are still published; and in any case when they change, and at the
     * end.
     *
     * @param interval 1 h by default; zero writes each answer of the issuer
     * @return this
     */
    public KeyLogBuilder seenEvery(Duration interval) {
        if (interval.isNegative()) {
            throw new IllegalArgumentException("seenEvery: negative");
        }
        seenEvery = interval;
        return this;
    }

    /**
     * Whose keys are written down: all by default. If anyone can bring an issuer along, each of them can fill the disk.
     *
     * @param which is given an issuer's name; must not throw
     * @return this
     */
    public KeyLogBuilder issuers(Predicate<String> which) {
        issuers = requireNonNull(which, "which");
        return this;
    }

    /**
     * The time in the lines; by default the system's clock.
     *
     * @param newClock a wall clock
     * @return this
     */
    public KeyLogBuilder instantSource(InstantSource newClock) {
        clock = requireNonNull(newClock, "newClock");
        return this;
    }

    /**
     * Opens the log at its end. One that someone edited or cut is moved aside as it is, and a new file begins that says so.
     *
     * @return the log, to be given to {@link org.jwks4j.KeyFetcherBuilder#listener}
     * @throws IOException when it cannot be written, or another process writes it
     */
    public KeyLog open() throws IOException {
        LogFile log = LogFile.open(file, secret, new HeadFile(headFile), node, largestFile, clock);
        KeyLog opened = new KeyLog(log, new Ledger(issuers, seenEvery, clock));
        try {
            opened.opened();
        } catch (IOException e) {
            log.close();
            throw e;
        }
        return opened;
    }
}
