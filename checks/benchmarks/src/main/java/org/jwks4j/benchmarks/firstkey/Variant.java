package org.jwks4j.benchmarks.firstkey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the JVM is started, and over what the issuer is asked. */
enum Variant {
    HTTP("http", false, false, false),
    HTTPS("https", true, false, false),
    HTTP_ARCHIVE("http, with an archive", false, true, false),
    HTTPS_ARCHIVE("https, with an archive", true, true, false),
    HTTP_ONE_PROCESSOR("http, on one processor", false, false, true),
    HTTPS_ONE_PROCESSOR("https, on one processor", true, false, true);

    /** From here on a JVM writes an AOT cache in one step (JEP 514). */
    private static final int JAVA_WITH_AOT_CACHE = 25;

    private final String title;
    private final boolean https;
    private final boolean archive;
    private final boolean oneProcessor;

    Variant(String title, boolean https, boolean archive, boolean oneProcessor) {
        this.title = title;
        this.https = https;
        this.archive = archive;
        this.oneProcessor = oneProcessor;
    }

    String title() {
        return title;
    }

    boolean isHttps() {
        return https;
    }

    boolean hasArchive() {
        return archive;
    }

    /** What stands before {@code -cp} in the command. */
    List<String> command(Path archiveFile) {
        List<String> command = new ArrayList<>();
        if (oneProcessor) {
            command.addAll(List.of("taskset", "-c", "0"));
        }
        command.add(java());
        if (oneProcessor) {
            command.add("-XX:ActiveProcessorCount=1");
        }
        if (archive) {
            command.add((hasAotCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archiveFile);
        }
        return command;
    }

    /** A command that leaves an archive behind. */
    static List<String> recording(Path archiveFile) {
        return List.of(java(), (hasAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archiveFile);
    }

    private static boolean hasAotCache() {
        return Runtime.version().feature() >= JAVA_WITH_AOT_CACHE;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
