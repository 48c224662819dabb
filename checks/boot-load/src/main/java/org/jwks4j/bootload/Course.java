package org.jwks4j.bootload;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Both applications under load through the same troubles at the same time. What takes long is done beside the clock. */
final class Course {
    private static final int CONNECTIONS = 4;
    private static final int PAUSE_MILLIS = 10;
    private static final int WARM_UP_SECONDS = 15;

    private final Issuers issuers;
    private final Contestant plain;
    private final Contestant ours;
    private final List<CompletableFuture<?>> steps = new ArrayList<>();
    private long began;
    private volatile int back;

    Course(Issuers issuers, Contestant plain, Contestant ours) {
        this.issuers = issuers;
        this.plain = plain;
        this.ours = ours;
    }

    Comparison run() throws IOException {
        load(WARM_UP_SECONDS).forEach(CompletableFuture::join);
        plain.forgetRequests();
        ours.forgetRequests();
        began = Instant.now().getEpochSecond();
        List<CompletableFuture<Answers>> answers = load(Timeline.SECONDS);
        for (int second = 0; second < Timeline.SECONDS; second++) {
            at(second);
            long end = (began + second + 1) * 1000;
            Contestant.pause(Math.max(0, end - Instant.now().toEpochMilli()));
            plain.count(began + second);
            ours.count(began + second);
        }
        steps.forEach(CompletableFuture::join);
        return new Comparison(
                issuers.title(),
                outcome("plain Boot 4.1", answers.get(0).join(), plain),
                outcome("with the starter", answers.get(1).join(), ours),
                back);
    }

    private List<CompletableFuture<Answers>> load(int seconds) throws IOException {
        return List.of(plain.load(CONNECTIONS, PAUSE_MILLIS, seconds), ours.load(CONNECTIONS, PAUSE_MILLIS, seconds));
    }

    private Outcome outcome(String name, Answers answers, Contestant of) throws IOException {
        return new Outcome(name, began, answers, of.requests(), of.requestsBySecond());
    }

    private void at(int second) {
        if (second == Timeline.ROTATION.from) {
            beside(plain::rotate);
            beside(ours::rotate);
        }
        if (second == Timeline.OUTAGE.from) {
            beside(issuers::down);
        }
        if (second == Timeline.OUTAGE.to - issuers.secondsToStart()) {
            beside(() -> {
                issuers.up();
                back = (int) (Instant.now().getEpochSecond() - began);
            });
        }
        for (Timeline flood : List.of(Timeline.FLOOD_IN_OUTAGE, Timeline.FLOOD)) {
            if (second == flood.from) {
                beside(() -> plain.flood(flood.length()));
                beside(() -> ours.flood(flood.length()));
            }
        }
    }

    private void beside(Step step) {
        CompletableFuture<?> done = new CompletableFuture<>();
        steps.add(done);
        Thread thread = new Thread(() -> {
            try {
                step.run();
                done.complete(null);
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(new CompletionException(e));
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Step {
        void run() throws IOException;
    }
}
