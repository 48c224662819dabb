package org.jwks4j.idp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Examines the providers that are named, or all: {@code scripts/identity-providers}. */
public final class Main {
    private static final String WRITE = "--write";
    private static final String RECORD = "--record";
    private static final String SHORT = "--short";

    private final Workplace workplace;
    private final boolean isToBeWritten;
    private final boolean isOnlyRecorded;
    private final boolean isShort;
    private final List<String> passed = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> unavailable = new ArrayList<>();

    private Main(Workplace workplace, List<String> options) {
        this.workplace = workplace;
        this.isToBeWritten = options.contains(WRITE);
        this.isOnlyRecorded = options.contains(RECORD);
        this.isShort = options.contains(SHORT);
    }

    /**
     * Ends with 1 if a provider failed, or if none was there.
     *
     * @param args the checkout, then names; {@code --write} writes page and records, {@code --record} does nothing but record,
     *     {@code --short} takes one of each kind, and rotates less often
     */
    public static void main(String[] args) throws InterruptedException {
        List<String> names = new ArrayList<>(List.of(args).subList(1, args.length));
        Main main = new Main(new Workplace(Path.of(args[0])), List.copyOf(names));
        names.removeAll(List.of(WRITE, RECORD, SHORT));
        for (Catalogue entry : Catalogue.ALL) {
            boolean isMeant = names.isEmpty() ? entry.isInShort() || !main.isShort : names.contains(entry.name());
            if (isMeant) {
                main.examine(entry);
            }
        }
        System.exit(main.outcome());
    }

    private void examine(Catalogue entry) throws InterruptedException {
        String name = entry.name();
        try {
            Optional<String> reason = workplace.missing(entry.software());
            if (reason.isPresent()) {
                unavailable.add(name);
                say(name + ": not available here: " + reason.get());
                return;
            }
            examine(entry.factory().make(workplace));
            passed.add(name);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            failed.add(name);
            say(name + ": FAILED");
            e.printStackTrace(System.out);
        }
    }

    private void examine(IdentityProvider provider) throws Exception {
        long start = System.nanoTime();
        say(provider.name() + ": starts");
        try {
            provider.start();
            say(provider.name() + " " + provider.version() + ": answers " + seconds(start));
            if (!isOnlyRecorded) {
                examineRunning(provider, start);
            }
            if (provider.isRecorded() && (isToBeWritten || isOnlyRecorded)) {
                new Recorder(workplace).record(provider);
            }
        } finally {
            provider.stop();
            say(provider.name() + ": ended " + seconds(start));
        }
    }

    private void examineRunning(IdentityProvider provider, long start) throws Exception {
        Consumer<String> progress = step -> say(provider.name() + ": " + step + " " + seconds(start));
        Findings findings = new Examination(provider, workplace, isShort ? 1 : 2, progress).findings();
        say(Page.row(findings));
        findings.rotations().requireNoHarm(provider.name() + " rotated");
        findings.restart().requireNoHarm(provider.name() + " was away");
        if (isToBeWritten) {
            new Page(workplace).write(findings);
        }
    }

    private int outcome() {
        say(passed.size() + " passed, " + failed.size() + " failed, " + unavailable.size() + " skipped");
        if (!failed.isEmpty()) {
            say("failed: " + failed);
        }
        if (!unavailable.isEmpty()) {
            say("not available here: " + unavailable);
        }
        return failed.isEmpty() && !passed.isEmpty() ? 0 : 1;
    }

    private static String seconds(long start) {
        return "(" + (System.nanoTime() - start) / 1_000_000_000 + " s)";
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
