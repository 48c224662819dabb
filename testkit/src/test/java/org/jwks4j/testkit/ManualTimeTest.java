package org.jwks4j.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // what the tasks did is seen in another way
final class ManualTimeTest {
    private final ManualTime time = ManualTime.startingAt(Instant.EPOCH);
    private final ScheduledExecutorService scheduler = time.scheduler();
    private final List<String> ran = new ArrayList<>();

    @Test
    void advance_movesBothClocksAlike() {
        long before = time.ticker().getAsLong();

        time.advance(Duration.ofSeconds(5));

        assertThat(time.ticker().getAsLong() - before).isEqualTo(5_000_000_000L);
        assertThat(time.instants().instant()).isEqualTo(Instant.ofEpochSecond(5));
        assertThat(time.instants().millis()).isEqualTo(5000);
    }

    @Test
    void start_isTheSameEachTime() {
        assertThat(ManualTime.start().instant()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void advance_back_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> time.advance(Duration.ofNanos(-1)));
    }

    @Test
    void jumpWallClock_leavesTickerAndTasks() {
        scheduler.schedule(() -> ran.add("task"), 1, SECONDS);
        long before = time.ticker().getAsLong();

        time.jumpWallClock(Duration.ofDays(-2));
        time.runDueTasks();

        assertThat(time.instant()).isEqualTo(Instant.EPOCH.minus(Duration.ofDays(2)));
        assertThat(time.ticker().getAsLong()).isEqualTo(before);
        assertThat(ran).isEmpty();
    }

    @Test
    void schedule_runsExactlyAtItsTime() {
        scheduler.schedule(() -> ran.add("task"), 10, SECONDS);

        time.advance(Duration.ofSeconds(10).minusNanos(1));
        assertThat(ran).isEmpty();
        assertThat(time.untilNextTask()).isEqualTo(Duration.ofNanos(1));

        time.advance(Duration.ofNanos(1));
        assertThat(ran).containsExactly("task");
        assertThat(time.untilNextTask()).isNull();
    }

    @Test
    void tasks_runByDueTimeThenBySubmission_eachAtItsTime() {
        scheduler.schedule(() -> ran.add("late " + time.instant()), 2, SECONDS);
        scheduler.schedule(() -> ran.add("first " + time.instant()), 1, SECONDS);
        scheduler.schedule(() -> ran.add("second " + time.instant()), 1, SECONDS);

        time.advance(Duration.ofSeconds(9));

        assertThat(ran)
                .containsExactly(
                        "first 1970-01-01T00:00:01Z", "second 1970-01-01T00:00:01Z", "late 1970-01-01T00:00:02Z");
        assertThat(time.instant()).isEqualTo(Instant.ofEpochSecond(9));
    }

    @Test
    void tasks_submittedByTasks_runInTheSameAdvanceWhenDue() {
        scheduler.schedule(
                () -> {
                    scheduler.schedule(() -> ran.add("inner"), 1, SECONDS);
                    scheduler.schedule(() -> ran.add("beyond"), 5, SECONDS);
                },
                1,
                SECONDS);

        time.advance(Duration.ofSeconds(2));

        assertThat(ran).containsExactly("inner");
        assertThat(time.pendingTasks()).isEqualTo(1);
    }

    @Test
    void execute_waitsForTheNextAdvance_andRunsOnItsThread() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        scheduler.execute(() -> thread.complete(Thread.currentThread()));
        assertThat(thread).isNotDone();

        time.runDueTasks();

        assertThat(thread).isCompletedWithValue(Thread.currentThread());
    }

    @Test
    void execute_failure_comesOutOfAdvance() {
        scheduler.execute(() -> {
            throw new UnsupportedOperationException("bug");
        });

        assertThatThrownBy(time::runDueTasks)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("bug");
        time.runDueTasks();
    }

    @Test
    void submit_failure_isKnownToItsFuture() {
        Callable<String> failing = () -> {
            throw new UnsupportedOperationException("bug");
        };
        Future<String> submitted = scheduler.submit(failing);
        Future<String> scheduled = scheduler.schedule(failing, 0, SECONDS);

        time.runDueTasks();

        assertThat(submitted).failsWithin(Duration.ZERO);
        assertThat(scheduled).failsWithin(Duration.ZERO);
    }

    @Test
    void schedule_callable_givesItsValue() {
        Future<String> future = scheduler.schedule(() -> "value", 3, SECONDS);
        assertThat(((Delayed) future).getDelay(TimeUnit.MILLISECONDS)).isEqualTo(3000);

        time.advance(Duration.ofSeconds(3));

        assertThat(future).succeedsWithin(Duration.ZERO).isEqualTo("value");
    }

    @Test
    void cancel_forgetsTheTask() {
        Future<?> task = scheduler.schedule(() -> ran.add("task"), 1, SECONDS);
        assertThat(time.pendingTasks()).isEqualTo(1);

        task.cancel(false);

        assertThat(time.pendingTasks()).isZero();
        time.advance(Duration.ofSeconds(1));
        assertThat(ran).isEmpty();
    }

    @Test
    void periodic_runsEachPeriodUntilCancelled() {
        ScheduledFuture<?> rate = scheduler.scheduleAtFixedRate(() -> ran.add("tick"), 1, 10, SECONDS);

        time.advance(Duration.ofSeconds(31));
        assertThat(ran).hasSize(4);
        assertThat(time.pendingTasks()).isEqualTo(1);

        rate.cancel(false);
        time.advance(Duration.ofSeconds(60));
        assertThat(ran).hasSize(4);
    }

    @Test
    void periodic_failure_endsIt() {
        Future<?> task = scheduler.scheduleWithFixedDelay(
                () -> {
                    throw new UnsupportedOperationException("bug");
                },
                0,
                1,
                SECONDS);

        time.advance(Duration.ofSeconds(5));

        assertThat(task).isDone();
        assertThat(time.pendingTasks()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> scheduler.scheduleAtFixedRate(() -> {}, 0, 0, SECONDS));
    }

    @Test
    void periodic_cancelledByItself_isNotRenewed() {
        CompletableFuture<ScheduledFuture<?>> self = new CompletableFuture<>();
        self.complete(scheduler.scheduleAtFixedRate(
                () -> {
                    ran.add("tick");
                    self.join().cancel(false);
                },
                1,
                1,
                SECONDS));

        time.advance(Duration.ofSeconds(5));

        assertThat(ran).containsExactly("tick");
        assertThat(time.pendingTasks()).isZero();
    }

    @Test
    void advance_withinATask_isRefused() {
        scheduler.execute(() -> time.advance(Duration.ofSeconds(1)));

        assertThatIllegalStateException().isThrownBy(time::runDueTasks).withMessageContaining("already");
        time.advance(Duration.ofSeconds(1));
    }

    @Test
    void shutdown_dropsWhatIsPendingAndTakesNoMore() throws Exception {
        Future<?> task = scheduler.schedule(() -> ran.add("task"), 1, SECONDS);

        scheduler.shutdown();

        assertThat(task).isCancelled();
        assertThat(scheduler.isShutdown()).isTrue();
        assertThat(scheduler.awaitTermination(1, TimeUnit.DAYS)).isTrue();
        assertThatThrownBy(() -> scheduler.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }
}
