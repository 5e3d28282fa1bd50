package io.quittance.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.Claim;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WorkloadTest {

    private final Workload workload = new Workload();

    @Test
    void shouldAskAboutSoManySubjectsOfAnAccountAtATime() {
        workload.claimed(claims("slow", 0, 128));

        assertThat(workload.room("slow")).isZero();
        assertThat(workload.room("other")).isEqualTo(128);
    }

    @Test
    void shouldHaveRoomAgainForWhatIsAnsweredAndWaitsToBeWritten() {
        List<Claim> claims = claims("shop", 0, 128);
        workload.claimed(claims);
        claims.forEach(workload::answered);

        assertThat(workload.room("shop")).isEqualTo(128);
        assertThat(workload.held()).hasSameElementsAs(claims);
    }

    @Test
    void shouldHoldNoMoreThanIsWrittenSoon() {
        List<Claim> claims = claims("shop", 0, 384);
        workload.claimed(claims);
        claims.forEach(workload::answered);
        assertThat(workload.room("shop")).isZero();

        claims.subList(0, 100).forEach(workload::ended);

        assertThat(workload.room("shop")).isEqualTo(100);
        claims.forEach(workload::ended);
        assertThat(workload.room("shop")).isEqualTo(128);
        assertThat(workload.isEmpty()).isTrue();
    }

    @Test
    void shouldHaveRoomAgainForWhatIsGivenUp() {
        List<Claim> claims = claims("shop", 0, 128);
        workload.claimed(claims);

        claims.forEach(workload::ended);
        claims.forEach(workload::ended);

        assertThat(workload.room("shop")).isEqualTo(128);
    }

    private static List<Claim> claims(String account, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new Claim(account, "p" + i, i))
                .toList();
    }
}
