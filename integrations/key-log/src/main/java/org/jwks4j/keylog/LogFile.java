package org.jwks4j.keylog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;

/**
 * The file of a log that is being written: appended to line by line, moved aside and begun anew when it is large or damaged. One
 * process at a time. Not thread-safe.
 */
final class LogFile implements Closeable {

    private final Path path;
    private final KeyLogSecret secret;
    private final HeadFile headFile;
    private final String node;
    private final long largest;
    private final InstantSource clock;
    private FileChannel channel;
    private long size;
    private boolean broken;
    private long firstLine;
    private KeyLogHead head;

    private LogFile(
            Path path,
            KeyLogSecret secret,
            HeadFile headFile,
            String node,
            long largest,
            InstantSource clock,
            FileChannel channel,
            KeyLogHead head) {
        this.path = path;
        this.secret = secret;
        this.headFile = headFile;
        this.node = node;
        this.largest = largest;
        this.clock = clock;
        this.channel = channel;
        this.head = head;
    }

    /**
     * Opens a log, at its end. One that is damaged is left as it is, and goes on in a new file that says so.
     *
     * @param largest from this many bytes on a new file is begun
     */
    static LogFile open(
            Path path, KeyLogSecret secret, HeadFile headFile, String node, long largest, InstantSource clock)
            throws IOException {
        if (!Files.exists(path)) {
            OwnersFile.create(path);
        }
        FileChannel channel = locked(path);
        try {
            LogEnd end = LogEnd.of(path, secret, headFile.read());
            LogFile log = new LogFile(path, secret, headFile, node, largest, clock, channel, end.head());
            log.goOn(end);
            return log;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void goOn(LogEnd end) throws IOException {
        size = Files.size(path);
        firstLine = end.firstLine();
        if (size > 0 && !end.faults().isEmpty()) {
            startNewFile();
        } else if (size == 0) {
            begin();
        }
        if (!end.faults().isEmpty()) {
            append(members("damage-found")
                    .with(
                            "faults",
                            end.faults().stream().map(KeyLogFault::message).toList())
                    .build());
        }
    }

    private static FileChannel locked(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.APPEND);
        try {
            // one byte that no log has, so that readers are not kept out if locks are more than advice
            if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // by this process: said below
        }
        channel.close();
        throw new IOException(
                "the key log " + path.getFileName() + " is written by another process, or twice by this one");
    }

    /** The last line. */
    KeyLogHead head() {
        return head;
    }

    /** Members of a line that happens now. */
    LineMembers members(String event) {
        return new LineMembers(event, clock.instant());
    }

    /** Appends a line; if that fails, nothing of it stays. */
    void append(Map<String, ? extends @Nullable Object> members) throws IOException {
        if (Files.notExists(path)) { // someone removed it: what follows is not lost, and the head tells of the rest
            reopen();
        } else if (size >= largest) {
            startNewFile();
        }
        write(members);
    }

    private void startNewFile() throws IOException {
        Files.move(path, KeyLogFiles.aside(path, firstLine));
        reopen();
    }

    private void reopen() throws IOException {
        OwnersFile.create(path);
        channel.close();
        channel = locked(path);
        size = 0;
        broken = false;
        begin();
    }

    private void begin() throws IOException {
        firstLine = head.line() + 1;
        write(members(KeyLogLine.FILE_BEGUN)
                .with("node", node)
                .with("previous", head.mac())
                .build());
    }

    private void write(Map<String, ? extends @Nullable Object> members) throws IOException {
        long number = head.line() + 1;
        Map<String, @Nullable Object> numbered = new LinkedHashMap<>();
        numbered.put("n", number);
        numbered.putAll(members);
        ChainedLine line = ChainedLine.after(head.mac(), JsonObject.of(numbered).toJson(), secret);
        byte[] bytes = line.toBytes();
        if (broken) {
            channel.truncate(size); // what a full disk left of a line
        }
        broken = true;
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer); // at the end, so that what someone else put there stays, and is found
        }
        broken = false;
        size += bytes.length;
        head = new KeyLogHead(number, line.mac());
    }

    /** Sees to it that what was appended outlives a power cut, and keeps its last line. */
    void flush() throws IOException {
        channel.force(false);
        headFile.write(head);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** How a log ended when it was opened. */
    private record LogEnd(long firstLine, KeyLogHead head, List<KeyLogFault> faults) {
        private static final KeyLogHead NOTHING = new KeyLogHead(0, "");

        static LogEnd of(Path path, KeyLogSecret secret, Optional<KeyLogHead> kept) throws IOException {
            List<Path> before = KeyLogFiles.before(path);
            boolean fresh = Files.size(path) == 0 && !before.isEmpty();
            List<Path> latest =
                    List.of(fresh ? before.get(before.size() - 1) : path); // a file was full, and then it ended
            KeyLogReader reader = KeyLogReader.of(secret);
            KeyLogReport report = kept.map(reader::withHead).orElse(reader).read(latest, line -> {});
            KeyLogHead end = report.head().orElse(NOTHING);
            boolean cut = kept.isPresent() && kept.get().line() > end.line();
            return new LogEnd(report.firstLine(), cut ? kept.get() : end, report.faults());
        }
    }
}
