package io.quittance.core.store.staging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.store.staging.Journal.Staged;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final long ROOM = 1 << 20;
    private static final int PAGE = 4096;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    @TempDir
    private Path directory;

    @Test
    void shouldKeepEntriesInTheirOrder() throws Exception {
        Entry first = entry("first");
        Entry second = entry("second");
        try (Journal journal = open()) {
            journal.append(List.of(first));
            journal.append(List.of(second));
        }

        try (Journal journal = open()) {
            assertThat(journal.first(10))
                    .extracting(Staged::entry)
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(first, second);
            assertThat(journal.first(10)).extracting(Staged::entry).allMatch(Entry::isIntact);
            assertThat(journal.first(1)).hasSize(1);
            assertThat(journal.state()).isEqualTo(new Journal.State(2, "firstsecond".length(), NOON));
        }
    }

    @Test
    void shouldForgetWhatIsRemovedAndNothingElse() throws Exception {
        try (Journal journal = open()) {
            journal.append(List.of(entry("a"), entry("b"), entry("c")));

            journal.remove(journal.first(2));

            assertThat(contents(journal)).containsExactly("c");
            assertThat(journal.state()).isEqualTo(new Journal.State(1, 1, NOON));
            journal.remove(journal.first(2));
            assertThat(journal.state()).isEqualTo(new Journal.State(0, 0, null));
        }
    }

    @Test
    void shouldRefuseWhatIsTooMuchAndHaveRoomAgain() throws Exception {
        try (Journal journal = open()) {
            List<Entry> large = List.of(entry("x".repeat(400_000)));
            journal.append(large);
            journal.append(large);

            assertThatThrownBy(() -> journal.append(large)).isInstanceOf(JournalFullException.class);
            assertThat(journal.state().entries()).isEqualTo(2);

            journal.remove(journal.first(1));
            journal.append(large);
            assertThat(journal.state().entries()).isEqualTo(2);
        }
    }

    @Test
    void shouldKeepAllOfABatchOrNothing() throws Exception {
        try (Journal journal = open()) {
            List<Entry> batch = List.of(entry("small"), entry("x".repeat(2_000_000)));

            assertThatThrownBy(() -> journal.append(batch)).isInstanceOf(JournalFullException.class);

            assertThat(journal.first(10)).isEmpty();
            assertThat(journal.state()).isEqualTo(new Journal.State(0, 0, null));
        }
    }

    @Test
    void shouldReadNoMoreAtATimeThanThereIsRoomForInMemory() throws Exception {
        try (Journal journal = Journal.open(directory, 100 * ROOM, CLOCK)) {
            Entry large = entry("x".repeat(3_000_000));
            journal.append(List.of(large, large, large));

            assertThat(journal.first(10)).hasSize(2);
            journal.append(List.of(entry("x".repeat(9_000_000))));
            journal.remove(journal.first(10));
            journal.remove(journal.first(1));
            assertThat(journal.first(10)).hasSize(1);
        }
    }

    @Test
    void shouldBeOneProcessesAlone() throws Exception {
        try (Journal journal = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("used by another gateway");
            journal.append(List.of(entry("still ours")));
        }
        open().close();
    }

    @Test
    void shouldSayThatItCannotBeUsed() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> Journal.open(file.resolve("journal"), ROOM, CLOCK))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("intake.staging")
                .hasMessageContaining(file.toString());
    }

    @Test
    void shouldLetNobodyElseRead() throws Exception {
        Path made = directory.resolve("made");
        try (Journal journal = Journal.open(made, ROOM, CLOCK)) {
            journal.append(List.of(entry("a"), entry("b")));
            journal.setAside(journal.first(1).get(0), "a test");

            try (Stream<Path> files = Files.walk(made)) {
                assertThat(files)
                        .hasSizeGreaterThan(4)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .endsWith("------"));
            }
        }
    }

    /** As after a crash in the middle of a write: the last commit is there in part. */
    @Test
    void shouldKeepWhatWasCommittedBeforeATornEnd() throws Exception {
        try (Journal journal = open()) {
            journal.append(List.of(entry("before"), entry("as well")));
            long whole = Files.size(directory.resolve("journal.db-wal"));
            journal.append(List.of(entry("torn".repeat(1_000))));
            long torn = Files.size(directory.resolve("journal.db-wal"));
            assertThat(torn).isGreaterThan(whole);

            for (long length = whole; length < torn; length += 61) {
                try (Journal after = Journal.open(copy(length), ROOM, CLOCK)) {
                    assertThat(contents(after)).containsExactly("before", "as well");
                    assertThat(after.unusable()).isZero();
                }
            }
            try (Journal after = Journal.open(copy(torn), ROOM, CLOCK)) {
                assertThat(contents(after)).hasSize(3);
            }
        }
    }

    @Test
    void shouldKnowAnEntryThatWasChanged() throws Exception {
        try (Journal journal = open()) {
            journal.append(List.of(entry("before"), entry("changed on the disk"), entry("behind")));
        }
        overwrite("changed on", "CHANGED on");

        try (Journal journal = open()) {
            assertThat(journal.first(10))
                    .extracting(staged -> staged.entry().isIntact())
                    .containsExactly(true, false, true);
        }
    }

    @Test
    void shouldRescueWhatIsAroundADamagedPage() throws Exception {
        try (Journal journal = open()) {
            journal.append(IntStream.range(0, 100)
                    .mapToObj(i -> entry(i + "-".repeat(500)))
                    .toList());
        }
        destroyPage(find("50-----"));

        try (Journal journal = open()) {
            assertThat(journal.unusable()).describedAs("found at once").isOne();
            assertThat(contents(journal))
                    .hasSizeBetween(80, 99)
                    .anyMatch(content -> content.startsWith("0-"))
                    .anyMatch(content -> content.startsWith("99-"));
            assertThat(journal.unusable()).isOne();
            journal.append(List.of(entry("goes on")));
        }
        assertThat(directory.resolve("damaged-" + NOON.toEpochMilli() + ".db")).isRegularFile();
    }

    /** More than is read at a time, and more than would be kept in memory. */
    @Test
    void shouldRescueAllThatIsLargeButWhatIsDamaged() throws Exception {
        long room = 50 * ROOM;
        try (Journal journal = Journal.open(directory, room, CLOCK)) {
            journal.append(IntStream.range(0, 40)
                    .mapToObj(i -> entry(i + "-".repeat(300_000)))
                    .toList());
        }
        destroyPage(find("20----") + 50 * PAGE);

        try (Journal journal = Journal.open(directory, room, CLOCK)) {
            List<String> rescued = new ArrayList<>();
            for (List<Staged> some = journal.first(1_000); !some.isEmpty(); some = journal.first(1_000)) {
                some.forEach(staged -> rescued.add(name(staged)));
                journal.remove(some);
            }
            assertThat(rescued).hasSize(39).doesNotHaveDuplicates().contains("0", "19", "39");
        }
    }

    /** As after a crash between the two renamings. */
    @Test
    void shouldEndAReplacementThatWasBegun() throws Exception {
        try (Journal journal = open()) {
            journal.append(List.of(entry("rescued")));
        }
        Files.move(directory.resolve("journal.db"), directory.resolve("next.db"));

        try (Journal journal = open()) {
            assertThat(contents(journal)).containsExactly("rescued");
        }
    }

    /** As after a crash before the first of them. */
    @Test
    void shouldBeginAReplacementAnewThatMayNotBeWhole() throws Exception {
        try (Journal journal = open()) {
            journal.append(List.of(entry("a"), entry("b")));
        }
        try (Journal half = Journal.open(directory.resolve("half"), ROOM, CLOCK)) {
            half.append(List.of(entry("a")));
        }
        Files.move(directory.resolve("half").resolve("journal.db"), directory.resolve("next.db"));

        try (Journal journal = open()) {
            assertThat(contents(journal)).containsExactly("a", "b");
        }
    }

    @Test
    void shouldGoOnWithoutAFileThatIsNoJournal() throws Exception {
        Files.write(
                directory.resolve("journal.db"),
                "something else entirely, and long enough".repeat(200).getBytes(UTF_8));

        try (Journal journal = open()) {
            journal.append(List.of(entry("a")));

            assertThat(contents(journal)).containsExactly("a");
            assertThat(journal.unusable()).isOne();
        }
    }

    @Test
    void shouldTryAgainAtTheNextStartWhatWasSetAside() throws Exception {
        Entry entry = entry("a");
        try (Journal journal = open()) {
            journal.append(List.of(entry, entry("b")));

            journal.setAside(journal.first(1).get(0), "its key is not there");

            assertThat(contents(journal)).containsExactly("b");
            assertThat(journal.state()).isEqualTo(new Journal.State(1, 1, NOON));
            assertThat(directory.resolve("aside").resolve(entry.id() + ".json"))
                    .content()
                    .contains("its key is not there");
        }
        Files.writeString(directory.resolve("aside").resolve("note.json"), "looked at");

        try (Journal journal = open()) {
            assertThat(contents(journal)).containsExactly("b", "a");
            assertThat(journal.first(2))
                    .extracting(staged -> staged.entry().isIntact())
                    .containsOnly(true);
            assertThat(journal.unusable()).isOne();
        }
    }

    @Test
    void shouldOpenThoughThereIsNoRoomForWhatWasSetAside() throws Exception {
        Entry large = entry("x".repeat(400_000));
        try (Journal journal = open()) {
            journal.append(List.of(large));
            journal.setAside(journal.first(1).get(0), "a test");
            journal.append(List.of(entry("y".repeat(400_000)), entry("z".repeat(400_000))));
        }

        try (Journal journal = open()) {
            assertThat(journal.state().entries()).isEqualTo(2);
            assertThat(journal.unusable()).isOne();
            journal.remove(journal.first(2));
        }
        try (Journal journal = open()) {
            assertThat(journal.first(2))
                    .extracting(staged -> staged.entry().id())
                    .containsExactly(large.id());
            assertThat(journal.unusable()).isZero();
        }
    }

    private Journal open() {
        return Journal.open(directory, ROOM, CLOCK);
    }

    private static Entry entry(String content) {
        return Entry.of(UUID.randomUUID(), NOON, content.getBytes(UTF_8), null);
    }

    private static List<String> contents(Journal journal) throws Exception {
        List<String> contents = new ArrayList<>();
        journal.first(1_000)
                .forEach(staged -> contents.add(new String(staged.entry().content(), UTF_8)));
        return contents;
    }

    private static String name(Staged staged) {
        return new String(staged.entry().content(), UTF_8).replace("-", "");
    }

    private Path copy(long lengthOfWriteAhead) throws IOException {
        Path copy = Files.createTempDirectory(directory, "copy");
        Files.copy(directory.resolve("journal.db"), copy.resolve("journal.db"));
        byte[] log = Files.readAllBytes(directory.resolve("journal.db-wal"));
        Files.write(copy.resolve("journal.db-wal"), Arrays.copyOf(log, (int) lengthOfWriteAhead));
        return copy;
    }

    private void overwrite(String text, String with) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("journal.db").toFile(), "rw")) {
            file.seek(find(text));
            file.write(with.getBytes(UTF_8));
        }
    }

    private void destroyPage(long position) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("journal.db").toFile(), "rw")) {
            file.seek(position / PAGE * PAGE);
            file.write(ByteBuffer.allocate(PAGE).array());
        }
    }

    private long find(String text) throws IOException {
        int found = new String(Files.readAllBytes(directory.resolve("journal.db")), ISO_8859_1).indexOf(text);
        assertThat(found).isPositive();
        return found;
    }
}
