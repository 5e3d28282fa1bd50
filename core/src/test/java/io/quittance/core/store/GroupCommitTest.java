package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.GroupCommit.Limits;
import io.quittance.core.store.GroupCommit.QueueFullException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GroupCommitTest {

    private static final Limits LIMITS = new Limits(3, 2, 10);
    private static final Throwable DATA_ERROR = new PgException("invalid", "ERROR", "22021", "");
    private static final Throwable OUTAGE = new PgException("shutting down", "FATAL", "57P01", "");

    private final List<List<Integer>> batches = new ArrayList<>();
    private final List<Promise<List<String>>> underWay = new ArrayList<>();
    private final List<Integer> observed = new ArrayList<>();

    @Test
    void shouldWriteALoneEntryAtOnce() {
        GroupCommit<Integer, String> commits = slow();

        Future<String> written = commits.submit(1);

        assertThat(batches).containsExactly(List.of(1));
        assertThat(written.isComplete()).isFalse();
        underWay.get(0).complete(List.of("one"));
        assertThat(written.result()).isEqualTo("one");
        assertThat(observed).containsExactly(1);
    }

    @Test
    void shouldLetWhoeverWaitsShareTheNextBatch() {
        GroupCommit<Integer, String> commits = slow();

        submit(commits, 1, 6);

        assertThat(batches).containsExactly(List.of(1), List.of(2));
        assertThat(commits.waiting()).isEqualTo(4);
        underWay.get(1).complete(List.of("two"));
        assertThat(batches).hasSize(3).last().isEqualTo(List.of(3, 4, 5));
        underWay.get(0).complete(List.of("one"));
        assertThat(batches).hasSize(4).last().isEqualTo(List.of(6));
        assertThat(commits.waiting()).isZero();
    }

    @Test
    void shouldLetThoseWhoComeUntilItStartsShareTheFirstBatch() {
        List<Runnable> starts = new ArrayList<>();
        GroupCommit<Integer, String> commits = new GroupCommit<>(
                LIMITS,
                GroupCommitTest::owner,
                batch -> {
                    batches.add(List.copyOf(batch));
                    return named(batch);
                },
                failure -> false,
                (entries, took) -> {},
                starts::add);

        submit(commits, 1, 5);
        assertThat(batches).isEmpty();
        assertThat(starts).hasSize(1);
        starts.get(0).run();

        assertThat(batches).containsExactly(List.of(1, 2, 3), List.of(4, 5));
    }

    @Test
    void shouldGiveEachEntryItsOwnResult() {
        GroupCommit<Integer, String> commits = slow();
        List<Future<String>> written = submit(commits, 1, 5);

        underWay.get(0).complete(List.of("one"));
        underWay.get(2).complete(List.of("three", "four", "five"));
        underWay.get(1).complete(List.of("two"));

        assertThat(written).extracting(Future::result).containsExactly("one", "two", "three", "four", "five");
    }

    @Test
    void shouldRefuseAtOnceWhatDoesNotFitIntoTheQueue() {
        GroupCommit<Integer, String> commits = slow();
        submit(commits, 1, 7);

        Future<String> refused = commits.submit(8);

        assertThat(refused.cause()).isInstanceOf(QueueFullException.class);
        underWay.get(0).complete(List.of("one"));
        assertThat(commits.submit(9).failed()).isFalse();
    }

    @Test
    void shouldTakeOwnersInTurn() {
        GroupCommit<Integer, String> commits = slow();
        submit(commits, 1, 6);

        submit(commits, 101, 101);

        underWay.get(0).complete(List.of("one"));
        assertThat(batches).last().isEqualTo(List.of(3, 101, 4));
    }

    @Test
    void shouldLeaveRoomForOthersHoweverMuchOneBrings() {
        GroupCommit<Integer, String> commits = slow();
        List<Future<String>> flood = submit(commits, 1, 99);

        assertThat(flood).filteredOn(Future::failed).hasSize(92);
        assertThat(commits.submit(101).failed()).isFalse();
        assertThat(commits.submit(102).failed()).isFalse();
    }

    @Test
    void shouldFailOnlyTheEntryThatCannotBeWritten() {
        GroupCommit<Integer, String> commits =
                answering(batch -> batch.contains(4) ? Future.failedFuture(DATA_ERROR) : named(batch));
        List<Future<String>> written = submit(commits, 1, 5);

        release();

        assertThat(written.get(3).cause()).isSameAs(DATA_ERROR);
        assertThat(written)
                .filteredOn(Future::succeeded)
                .extracting(Future::result)
                .containsExactly("1", "2", "3", "5");
    }

    @Test
    void shouldNotTakeABatchApartThatFailsForAllTheSame() {
        GroupCommit<Integer, String> commits = answering(batch -> Future.failedFuture(OUTAGE));
        List<Future<String>> written = submit(commits, 1, 5);

        release();

        assertThat(written).extracting(Future::cause).containsOnly(OUTAGE);
        assertThat(batches).containsExactly(List.of(1), List.of(2), List.of(3, 4, 5));
    }

    @Test
    void shouldTakeApartWhatItsWriterBlamesAnEntryFor() {
        IllegalStateException reason = new IllegalStateException("3");
        GroupCommit<Integer, String> commits = new GroupCommit<>(
                LIMITS,
                GroupCommitTest::owner,
                batch -> underWayThen(batch.contains(3) ? Future.failedFuture(reason) : named(batch)),
                reason::equals,
                (entries, took) -> {});
        List<Future<String>> written = submit(commits, 1, 5);

        release();

        assertThat(written).filteredOn(Future::failed).containsExactly(written.get(2));
    }

    @Test
    void shouldGoOnAfterAWriterThatThrows() {
        AtomicInteger calls = new AtomicInteger();
        GroupCommit<Integer, String> commits = new GroupCommit<>(
                LIMITS,
                GroupCommitTest::owner,
                batch -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("once");
                    }
                    return named(batch);
                },
                (entries, took) -> {});

        assertThat(commits.submit(1).cause()).hasMessage("once");
        assertThat(commits.submit(2).result()).isEqualTo("2");
    }

    @Test
    void shouldFailABatchWhoseResultsAreNotAsManyAsItsEntries() {
        GroupCommit<Integer, String> commits = answering(batch -> Future.succeededFuture(List.of("only one")));
        List<Future<String>> written = submit(commits, 1, 4);

        release();

        assertThat(written.get(0).succeeded()).isTrue();
        assertThat(written.get(2).cause()).hasMessage("1 results for 2 entries");
        assertThat(written.get(3).failed()).isTrue();
    }

    @Test
    void shouldNotLetOneWritersHandlerHarmItsNeighbours() {
        GroupCommit<Integer, String> commits = slow();
        submit(commits, 1, 2);
        Future<String> first = commits.submit(3);
        first.onComplete(done -> {
            throw new IllegalStateException("a bug of the first");
        });
        Future<String> second = commits.submit(4);

        underWay.get(0).complete(List.of("one"));
        underWay.get(2).complete(List.of("three", "four"));

        assertThat(second.result()).isEqualTo("four");
        underWay.get(1).complete(List.of("two"));
        assertThat(commits.submit(5).failed()).isFalse();
        assertThat(batches).last().isEqualTo(List.of(5));
    }

    @Test
    void shouldGoOnAfterAnObserverThatThrows() {
        GroupCommit<Integer, String> commits = new GroupCommit<>(
                new Limits(1, 1, 10), GroupCommitTest::owner, batch -> underWayThen(named(batch)), (entries, took) -> {
                    throw new IllegalStateException("cannot count");
                });
        List<Future<String>> written = submit(commits, 1, 3);

        for (int batch = 0; batch < 3; batch++) {
            try {
                underWay.get(batch).complete(List.of());
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("cannot count");
            }
        }

        assertThat(written).allMatch(Future::succeeded);
    }

    private static String owner(int entry) {
        return entry > 100 ? "another" : "one";
    }

    private GroupCommit<Integer, String> slow() {
        return new GroupCommit<>(
                LIMITS,
                GroupCommitTest::owner,
                batch -> {
                    batches.add(List.copyOf(batch));
                    Promise<List<String>> promise = Promise.promise();
                    underWay.add(promise);
                    return promise.future();
                },
                (entries, took) -> observed.add(entries));
    }

    /** Answers so, but each batch only after it is released: so that the entries after it gather. */
    private GroupCommit<Integer, String> answering(Writer writer) {
        return new GroupCommit<>(
                LIMITS,
                GroupCommitTest::owner,
                batch -> {
                    batches.add(List.copyOf(batch));
                    return underWayThen(writer.write(batch));
                },
                (entries, took) -> {});
    }

    private Future<List<String>> underWayThen(Future<List<String>> answer) {
        Promise<List<String>> released = Promise.promise();
        underWay.add(released);
        return released.future().compose(now -> answer);
    }

    private void release() {
        for (int next = 0; next < underWay.size(); next++) {
            underWay.get(next).complete(List.of());
        }
    }

    private static Future<List<String>> named(List<Integer> batch) {
        return Future.succeededFuture(batch.stream().map(String::valueOf).toList());
    }

    private static List<Future<String>> submit(GroupCommit<Integer, String> commits, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(commits::submit).toList();
    }

    private interface Writer {

        Future<List<String>> write(List<Integer> batch);
    }
}
