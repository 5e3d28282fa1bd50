package io.quittance.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.CaseKind;
import io.quittance.core.store.CaseState;
import io.quittance.core.store.DeliveryState;
import io.quittance.core.store.NotificationState;
import io.quittance.core.store.OrderStatus;
import io.quittance.core.store.TimelineKind;
import io.quittance.spi.PaymentStatus;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(VertxExtension.class)
class ManagementContractTest {

    @Test
    void shouldHaveExactlyTheOperationsOfTheRouter(Vertx vertx) {
        Pool unused = PgBuilder.pool()
                .connectingTo(new PgConnectOptions())
                .using(vertx)
                .build();
        Router router = ManagementFixture.router(vertx, unused, new FakeOrderDesk(), List.of());

        Set<String> served = router.getRoutes().stream()
                .filter(route -> route.methods() != null && !isForPeople(route))
                .flatMap(route -> route.methods().stream()
                        .map(method ->
                                method + " " + String.valueOf(route.getPath()).replaceAll(":(\\w+)", "{$1}")))
                .collect(Collectors.toSet());

        assertThat(ManagementContract.operations().stream()
                        .map(operation -> operation.getHttpMethod() + " " + operation.getOpenAPIPath()))
                .containsExactlyInAnyOrderElementsOf(served);
    }

    /** The pages of the console change as people like; nothing about them is promised to machines. */
    private static boolean isForPeople(Route route) {
        return String.valueOf(route.getPath()).startsWith("/console");
    }

    @Test
    void shouldServeTheConsoleBesideTheContract(Vertx vertx) {
        Router router = ManagementFixture.router(
                vertx,
                PgBuilder.pool()
                        .connectingTo(new PgConnectOptions())
                        .using(vertx)
                        .build(),
                new FakeOrderDesk(),
                List.of());

        assertThat(router.getRoutes()).anyMatch(ManagementContractTest::isForPeople);
        assertThat(ManagementContract.operations())
                .noneMatch(operation -> operation.getOpenAPIPath().startsWith("/console"));
    }

    @Test
    void shouldNameTheDetailsOfTimelinesAsTheirDocumentDoes() throws IOException {
        String details = (String) JsonPointer.from("/components/schemas/TimelineEntry/properties/detail/description")
                .queryJson(ManagementContract.document());
        String document = Files.readString(Path.of("../docs/timeline.md"));
        Pattern code = Pattern.compile("`(\\w+)`");

        List<String> documented = document.substring(document.indexOf("## Kinds"), document.indexOf("## Rules"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(row -> row.replaceAll("\\([^)]*\\)", "").split("\\|", -1))
                .flatMap(cells -> code.matcher(cells[1])
                        .results()
                        .map(kind -> kind.group(1) + ": "
                                + code.matcher(cells[3])
                                        .results()
                                        .map(field -> field.group(1))
                                        .collect(Collectors.joining(", "))))
                .toList();

        assertThat(documented).hasSize(TimelineKind.values().length);
        assertThat(details.replace(": nothing", ": ")).isEqualTo("By kind. " + String.join("; ", documented));
    }

    static Stream<Arguments> enums() {
        return Stream.of(
                Arguments.of("/components/schemas/Order/properties/status/enum", OrderStatus.values()),
                Arguments.of("/components/schemas/Payment/properties/status/enum", PaymentStatus.values()),
                Arguments.of("/components/schemas/Case/properties/kind/enum", CaseKind.values()),
                Arguments.of("/components/schemas/OrderCase/properties/kind/enum", CaseKind.values()),
                Arguments.of("/components/schemas/Case/properties/state/enum", CaseState.values()),
                Arguments.of("/components/schemas/TimelineEntry/properties/kind/anyOf/0/enum", TimelineKind.values()),
                Arguments.of("/components/schemas/Delivery/properties/state/enum", DeliveryState.values()),
                Arguments.of(
                        "/components/schemas/NotificationSummary/properties/state/enum", NotificationState.values()));
    }

    @ParameterizedTest
    @MethodSource("enums")
    void shouldNameEveryConstant(String pointer, Enum<?>[] constants) {
        JsonObject document = ManagementContract.document();

        assertThat(((JsonArray) JsonPointer.from(pointer).queryJson(document)).stream())
                .map(Object::toString)
                .containsExactlyInAnyOrderElementsOf(Stream.of(constants)
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
