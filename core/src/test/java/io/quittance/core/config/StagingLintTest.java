package io.quittance.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.config.StagingLint.Disk;
import java.io.RandomAccessFile;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagingLintTest {

    private static final long ROOM = 1_000;

    @TempDir
    private Path directory;

    @Test
    void shouldSayNothingOfADiskThatLasts() {
        assertThat(warnings(new Disk("ext4", ROOM, true))).isEmpty();
    }

    @Test
    void shouldSayNothingWithoutStaging() {
        assertThat(StagingLint.of(config(null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tmpfs,   is in memory (tmpfs)",
        "overlay, is the container's own (overlay)",
        "nfs4,    is on a network file system (nfs4)"
    })
    void shouldTellOfADiskThatDoesNot(String type, String told) {
        assertThat(warnings(new Disk(type, ROOM, true)))
                .singleElement()
                .satisfies(warning -> assertThat(warning.pointer()).isEqualTo("/intake/staging/directory"))
                .satisfies(warning -> assertThat(warning.message()).startsWith(told));
    }

    @Test
    void shouldTellOfOneThatIsSmallerThanTheJournalMayGrow() {
        assertThat(warnings(new Disk("ext4", ROOM - 1, true)))
                .extracting(Warning::message)
                .containsExactly(
                        "has room for 999 bytes and maxBytes is 1000; a full disk refuses earlier than maxBytes says");
    }

    @Test
    void shouldTellOfOneThatNobodyMayWrite() {
        assertThat(warnings(new Disk("ext4", ROOM, false)))
                .extracting(Warning::message)
                .containsExactly("cannot be written by this user; if it is the gateway's, it will not start");
    }

    @Test
    void shouldLookAtTheDiskOfADirectoryThatIsNotThereYet() throws Exception {
        FileStore store = Files.getFileStore(directory);

        assertThat(StagingLint.disk(directory.resolve("to/be/made")).type()).isEqualTo(store.type());
        assertThat(StagingLint.disk(directory.resolve("to/be/made")).writable()).isTrue();
    }

    @Test
    void shouldNotMissWhatTheJournalTakesItself() throws Exception {
        long large = 1L << 40;
        try (RandomAccessFile sparse =
                new RandomAccessFile(directory.resolve("journal.db").toFile(), "rw")) {
            sparse.setLength(large);
        }

        assertThat(StagingLint.disk(directory).freeBytes()).isGreaterThanOrEqualTo(large);
    }

    @Test
    void shouldLookAtTheConfiguredDirectory() {
        assertThat(StagingLint.of(config(new StagingConfig(directory, Long.MAX_VALUE))))
                .extracting(Warning::message)
                .anyMatch(message -> message.contains("maxBytes is " + Long.MAX_VALUE));
    }

    private static List<Warning> warnings(Disk disk) {
        return StagingLint.warnings(new StagingConfig(Path.of("staging"), ROOM), disk);
    }

    private static GatewayConfig config(@Nullable StagingConfig staging) {
        return new GatewayConfig(
                new IntakeConfig("127.0.0.1", 0, null, null, 100_000, List.of(), staging),
                new ManagementConfig("127.0.0.1", 0, null, List.of(), List.of()),
                new StoreConfig.Server("unused", null, 6),
                Path.of("plugins"),
                List.of(),
                List.of());
    }
}
