package io.quittance.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TeardownTest {
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final Teardown teardown = new Teardown();

    @Test
    void shouldEndTheNewestPartFirstAndOnlyOnce() throws Exception {
        teardown.start("one", () -> "one", ended::add);
        teardown.start("other", () -> "other", ended::add);

        assertThat(teardown.endAll()).isTrue();
        assertThat(teardown.endAll()).isFalse();

        assertThat(ended).containsExactly("other", "one");
    }

    @Test
    void shouldEndTheOthersWhenOneCannotBeEnded() throws Exception {
        teardown.start("one", () -> "one", ended::add);
        teardown.start("other", () -> "other", part -> {
            throw new IOException("The disk is gone");
        });

        teardown.endAll();

        assertThat(ended).containsExactly("one");
    }

    @Test
    void shouldNotEndWhatCouldNotStart() throws Exception {
        teardown.start("one", () -> "one", ended::add);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> teardown.start(
                        "other",
                        () -> {
                            throw new IOException("No port is free");
                        },
                        part -> ended.add("other")));

        teardown.endAll();

        assertThat(ended).containsExactly("one");
    }

    @Test
    void shouldStartNothingAfterTheEnd() {
        teardown.endAll();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> teardown.start("one", () -> ended.add("started"), part -> {}));
        assertThat(ended).isEmpty();
    }

    @Test
    void shouldWaitForAStartBeforeItEndsWhatWasStarted() throws Exception {
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch mayStart = new CountDownLatch(1);
        Thread starter = new Thread(() -> {
            try {
                teardown.start(
                        "slow",
                        () -> {
                            starting.countDown();
                            mayStart.await();
                            return "slow";
                        },
                        ended::add);
            } catch (Exception e) {
                ended.add("failed");
            }
        });
        starter.start();
        starting.await();
        Thread ender = new Thread(teardown::endAll);
        ender.start();

        mayStart.countDown();
        starter.join();
        ender.join();

        assertThat(ended).containsExactly("slow");
    }

    @Test
    void shouldDeleteATemporaryDirectoryWithEverythingInIt() throws IOException {
        TemporaryDirectory directory = TemporaryDirectory.create("quittance-test-");
        Path deep = Files.createDirectories(directory.path().resolve("a/b/c"));
        Files.writeString(deep.resolve("file"), "content");
        Files.createSymbolicLink(directory.path().resolve("link"), deep);

        directory.delete();
        directory.delete();

        assertThat(directory.path()).doesNotExist();
    }
}
