package org.jwks4j.keylog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jwks4j.keylog.KeyLogFault.Kind;

/** Follows the chain of a log, line by line. After a fault it goes on from the code that the line states. */
final class ChainCheck {
    private final KeyLogSecret secret;
    private final @Nullable KeyLogHead kept;
    private final Consumer<KeyLogLine> sound;
    private final List<KeyLogFault> faults = new ArrayList<>();
    private long faultCount;
    private Path file = Path.of("");
    private boolean atBeginning;
    private long first;
    private long last;
    private @Nullable String lastMac;
    private long soundLines;
    private boolean keptWasSeen;

    ChainCheck(KeyLogSecret secret, @Nullable KeyLogHead kept, Consumer<KeyLogLine> sound) {
        this.secret = secret;
        this.kept = kept;
        this.sound = sound;
    }

    void begin(Path next) {
        file = next;
        atBeginning = true;
    }

    /** A line that has no end. */
    void torn() {
        fault(
                Kind.TORN,
                last + 1,
                "the line after line " + last
                        + " has no end: its writer died in the middle of it, or someone cut it off");
        atBeginning = false;
    }

    void line(byte[] bytes) {
        Optional<ChainedLine> chained = ChainedLine.parse(bytes);
        Optional<KeyLogLine> line = chained.flatMap(c -> KeyLogLine.parse(c.content()));
        if (chained.isEmpty() || line.isEmpty()) {
            fault(Kind.EDITED, last + 1, "the line after line " + last + " is no line of a key log");
            atBeginning = false;
            return;
        }
        check(chained.get(), line.get());
        atBeginning = false;
        first = first == 0 ? line.get().number() : first;
        last = line.get().number();
        lastMac = chained.get().mac();
    }

    private void check(ChainedLine chained, KeyLogLine line) {
        String previous = lastMac == null ? line.text("previous") : lastMac;
        if (atBeginning && !line.event().equals(KeyLogLine.FILE_BEGUN)) {
            fault(
                    Kind.BEGINNING_CUT,
                    line.number(),
                    "the file begins with line " + line.number()
                            + ", which no file began with: what was before it is cut off");
        } else if (lastMac != null && line.number() > last + 1) {
            fault(Kind.MISSING, last + 1, missing(last + 1, line.number() - 1));
        } else if (lastMac != null && line.number() <= last) {
            fault(
                    Kind.REORDERED,
                    line.number(),
                    "line " + line.number() + " stands behind line " + last + ": lines were moved or written twice");
        } else if (!chained.follows(previous, secret)) {
            fault(Kind.EDITED, line.number(), "line " + line.number() + " is not as it was written");
        } else {
            soundLines++;
            compareWithKept(chained, line);
            sound.accept(line);
        }
    }

    private static String missing(long from, long to) {
        return from == to ? "line " + from + " is missing" : "lines " + from + " to " + to + " are missing";
    }

    private void compareWithKept(ChainedLine chained, KeyLogLine line) {
        if (kept == null || kept.line() != line.number()) {
            return;
        }
        keptWasSeen = true;
        if (!kept.mac().equals(chained.mac())) {
            fault(
                    Kind.REWRITTEN,
                    line.number(),
                    "line " + line.number()
                            + " is another one than the head that was kept elsewhere: someone who has the secret"
                            + " wrote the log anew, or the head is of another log");
        }
    }

    KeyLogReport report() {
        if (kept != null && !keptWasSeen && last < kept.line()) {
            fault(
                    Kind.END_CUT,
                    kept.line(),
                    "the log ends with line " + last + ", and the head that was kept elsewhere is line " + kept.line()
                            + ": the end was cut off");
        }
        Optional<KeyLogHead> head =
                lastMac == null || soundLines == 0 ? Optional.empty() : Optional.of(new KeyLogHead(last, lastMac));
        return soundLines == 0 && first > 0
                ? foreign()
                : new KeyLogReport(first, head, keptWasSeen, soundLines, faults, faultCount);
    }

    private KeyLogReport foreign() {
        KeyLogFault fault = new KeyLogFault(
                Kind.FOREIGN,
                file,
                0,
                "no line is of this secret: it is the secret of another log, or all was written anew by someone without it");
        return new KeyLogReport(first, Optional.empty(), false, 0, List.of(fault), 1);
    }

    private void fault(Kind kind, long line, String message) {
        faultCount++;
        if (faults.size() < KeyLogReport.MAX_FAULTS) {
            faults.add(new KeyLogFault(kind, file, line, message));
        }
    }
}
