package org.jwks4j.keylog;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import org.jwks4j.KeyFetcherEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down every key that a fetcher accepts: its issuer, thumbprint (RFC 7638) and public JWK, when it was first and last seen,
 * and from where; each change of a key set, each key that is not used, and each revocation. The file is JSON Lines, appended to,
 * readable by its owner only, and chained: each line has a code of itself and of the line before (HMAC-SHA256), so that
 * {@link KeyLogReader} finds what was edited, removed, moved or written anew. Its last line is kept in a file beside it, or better
 * elsewhere ({@link KeyLogBuilder#headFile}), since only that shows that the end was cut off.
 *
 * <p>It is a listener of one fetcher, and is told on a thread of its own, so it never holds up a token. Events that it was not told
 * ({@link KeyFetcherEvent.EventsDropped}) become a line with their count. While a line cannot be written, up to 1,000 wait; that
 * is logged once. Close it after the fetcher.
 */
public final class KeyLog implements KeyFetcherEvent.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyLog.class);

    private final Ledger ledger;
    private final PendingLines pending;
    private final LogFile file;
    private boolean closed;

    KeyLog(LogFile file, Ledger ledger) {
        this.file = file;
        this.ledger = ledger;
        this.pending = new PendingLines(file);
    }

    /**
     * A builder.
     *
     * @param file the log; its directory must exist
     * @param secret of the chain
     * @return a builder that is not shared between threads
     */
    public static KeyLogBuilder builder(Path file, KeyLogSecret secret) {
        return new KeyLogBuilder(requireNonNull(file, "file"), requireNonNull(secret, "secret"));
    }

    void opened() throws IOException {
        pending.add(file.members("opened").build());
        pending.writeOrFail();
        LOG.info("the key log is open; its head is {}", file.head());
    }

    /** Under a lock for {@link #close} alone: a listener is told one event at a time, and no caller of the fetcher waits for it. */
    @Override
    public synchronized void onEvent(KeyFetcherEvent event) {
        if (!closed) {
            ledger.linesOf(event, file::members).forEach(line -> pending.add(line.build()));
            pending.write();
        }
    }

    /**
     * The last line: keep it elsewhere.
     *
     * @return its number and code
     */
    public synchronized KeyLogHead head() {
        return file.head();
    }

    /** Writes when each key in use was last seen, and ends. What is told afterwards is not written. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        ledger.lastSeen(file::members).forEach(line -> pending.add(line.build()));
        pending.add(file.members("closed").build());
        pending.write();
        LOG.info("the key log is closed; its head is {}", file.head());
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("the key log could not be closed: {}", e.toString());
        }
    }
}
