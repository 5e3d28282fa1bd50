package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

    @ParameterizedTest
    @CsvSource({
        "40P01,retry",
        "40001,retry",
        "55P03,retry",
        "22001,data",
        "22P02,data",
        "23505,data",
        "54000,data",
        "57P01,lost",
        "57P03,lost",
        "53300,lost",
        "08006,lost",
        "53100,unable",
        "58030,unable",
        "42P01,other",
        "57014,other",
        "XX000,other",
    })
    void shouldTellTheKindOfAServerFailure(String sqlState, String kind) {
        PgException failure = new PgException("message", "ERROR", sqlState, "detail");

        assertThat(SqlFailure.sqlState(failure)).contains(sqlState);
        assertThat(SqlFailure.isRetryable(failure)).isEqualTo(kind.equals("retry"));
        assertThat(SqlFailure.isDataError(failure)).isEqualTo(kind.equals("data"));
        assertThat(SqlFailure.isConnectionLost(failure)).isEqualTo(kind.equals("lost"));
        assertThat(SqlFailure.isStoreAway(failure)).isEqualTo(kind.equals("lost") || kind.equals("unable"));
    }

    @Test
    void shouldTakeALostConnectionForUnknown() {
        assertThat(SqlFailure.isConnectionLost(ClosedConnectionException.INSTANCE))
                .isTrue();
        assertThat(SqlFailure.isConnectionLost(new ConnectException())).isTrue();
        assertThat(SqlFailure.isConnectionLost(new IllegalStateException())).isFalse();
    }
}
