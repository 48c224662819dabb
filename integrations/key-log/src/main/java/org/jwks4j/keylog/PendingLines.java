package org.jwks4j.keylog;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lines that wait to be written, since a full disk is no reason to forget a key. */
final class PendingLines {
    static final int MOST = 1000;

    private static final Logger LOG = LoggerFactory.getLogger("org.jwks4j.keylog.KeyLog");

    private final LogFile file;
    private final Deque<Map<String, @Nullable Object>> waiting = new ArrayDeque<>();
    private long lost;
    private boolean failing;

    PendingLines(LogFile file) {
        this.file = file;
    }

    void add(Map<String, @Nullable Object> line) {
        if (waiting.size() < MOST) {
            waiting.add(line);
        } else {
            lost++;
        }
    }

    /** Writes what waits. If that fails, it is logged once, and tried again with the next event. */
    void write() {
        try {
            writeOrFail();
            if (failing) {
                LOG.info("the key log can be written again");
            }
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.error(
                        "the key log cannot be written: {}; up to {} lines wait for the next try", e.toString(), MOST);
            }
            failing = true;
        }
    }

    void writeOrFail() throws IOException {
        if (waiting.isEmpty() && lost == 0) {
            return;
        }
        for (Map<String, @Nullable Object> line = waiting.peek(); line != null; line = waiting.peek()) {
            file.append(line);
            waiting.remove();
        }
        if (lost > 0) {
            file.append(file.members("lines-lost").with("count", lost).build());
            lost = 0;
        }
        file.flush();
    }
}
