package io.quittance.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quittance.core.polling.BackfillCursor;
import io.quittance.core.store.CaseState;
import io.quittance.core.store.TimelineCursor;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Set;
import java.util.function.Supplier;

/** What a caller of the management API sends: it is read, or refused with 400 and all that is wrong. */
class ParametersFuzzTest {

    private static final Set<String> KEYS =
            Set.of("q", "state", "from", "cursor", "timeline", "limit", "page", "dryRun", "filter");

    @FuzzTest
    void shouldReadAQueryOrSayWhatIsWrong(byte[] bytes) {
        MultiMap values = MultiMap.caseInsensitiveMultiMap();
        try {
            new QueryStringDecoder(new String(bytes, UTF_8), UTF_8, false, 1024, true)
                    .parameters()
                    .forEach(values::add);
        } catch (IllegalArgumentException garbled) {
            // Vert.x answers this with 400, before anything of ours.
            return;
        }
        readsOrRefuses(() -> {
            QueryParameters query = QueryParameters.of(values, KEYS);
            query.text("q");
            query.oneOf("state", CaseState.values());
            query.instant("from");
            query.cursor("cursor");
            query.read("timeline", QueryParameters.CURSOR, TimelineCursor::parse);
            int limit = query.limit(50, 500);
            assertThat(limit).isBetween(1, 500);
            query.requireValid();
            return query;
        });
    }

    @FuzzTest
    void shouldReadABodyOrSayWhatIsWrong(byte[] bytes) {
        readsOrRefuses(() -> {
            StrictBody body =
                    StrictBody.parse(Buffer.buffer(bytes), "a JSON object").only(KEYS);
            body.text("q");
            body.flag("dryRun");
            body.oneOf("state", CaseState.values());
            body.read("from", Timestamps.ALLOWED, Timestamps::parse);
            body.read("cursor", "the next of an earlier page", BackfillCursor::parse);
            body.object("filter", "an object").only(Set.of("q")).text("q");
            body.requireValid();
            return body;
        });
    }

    private static void readsOrRefuses(Supplier<?> reading) {
        try {
            assertThat(reading.get()).isNotNull();
        } catch (ProblemException refused) {
            assertThat(refused.document().status()).isEqualTo(400);
            assertThat(refused.document().errors())
                    .isNotEmpty()
                    .allSatisfy(error -> assertThat(error.detail()).isNotBlank());
        }
    }
}
