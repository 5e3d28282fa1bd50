package io.quittance.core.cli;

import static java.util.Objects.requireNonNull;

import io.quittance.core.explain.MoneyWords;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quittance orders}: finds orders, and shows one. */
@Command(
        name = "orders",
        addMethodSubcommands = false,
        description = {
            "Finds orders by reference, by the provider's id of a payment or by amount, or shows one.",
            "What is searched for must be the whole of it. At most 50 are found by each."
        },
        footer = {
            "By the merchant's reference", "quittance orders --config quittance.json 10482",
            "By the amount", "quittance orders --config quittance.json \"12.90 EUR\"",
            "One order with its payments and cases", "quittance orders show --config quittance.json shop-de 10482"
        })
final class OrdersCommand implements Callable<Integer> {

    private static final List<Column> COLUMNS = List.of(
            Column.text("MERCHANT", "merchant"),
            Column.text("ORDER", "reference"),
            Column.state("STATUS", "status"),
            new Column("EXPECTED", Column.Kind.NUMBER, found -> money(found, "amount")),
            new Column("PAID", Column.Kind.NUMBER, found -> money(found, "paid")),
            Column.text("FOUND BY PAYMENT", "payment"));
    private static final List<Column> PAYMENTS = List.of(
            Column.text("ACCOUNT", "account"),
            Column.whole("ID", "id"),
            Column.state("STATUS", "status"),
            new Column("AMOUNT", Column.Kind.NUMBER, payment -> money(payment, "amount")),
            new Column("CAPTURED", Column.Kind.NUMBER, payment -> money(payment, "captured")),
            new Column("REFUNDED", Column.Kind.NUMBER, payment -> money(payment, "refunded")),
            new Column("COUNTS", Column.Kind.STATE, payment -> Values.yes(payment, "counts")));
    private static final List<Column> CASES = List.of(
            Column.state("STATE", "state"),
            Column.whole("KIND", "kind"),
            new Column("EXPECTED", Column.Kind.LONG, one -> MoneyWords.in(Values.text(one, "expected"))),
            new Column("SEEN", Column.Kind.LONG, one -> MoneyWords.in(Values.text(one, "seen"))),
            Column.whole("ID", "id"));

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SEARCH",
            description =
                    "The merchant's reference of an order, the provider's id of a payment, or an amount such as 12.90 or"
                            + " \"12.90 EUR\".")
    private @Nullable String search;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (search == null) {
            throw new ParameterException(Printing.command(spec), "Missing required parameter: 'SEARCH'");
        }
        Query query = Query.of("/v1/orders").with("search", search);
        new Listing(requireNonNull(spec), json).single(gateway.toRead(), query, COLUMNS);
        return ExitCode.OK;
    }

    @Command(
            name = "show",
            description = {
                "Shows one order with its payments and cases.",
                "The command explain tells why it is in its state."
            },
            footer = {
                "An order", "quittance orders show --config quittance.json shop-de 10482",
                "For a machine", "quittance orders show --config quittance.json shop-de 10482 --json"
            })
    int show(@Mixin OrderArguments order) throws InterruptedException {
        JsonObject found = gateway.toRead()
                .read(Query.of("/v1/merchants", order.merchant(), "orders", order.reference())
                        .toString());
        new Document(requireNonNull(spec), json).print(found, OrdersCommand::tell);
        return ExitCode.OK;
    }

    private static void tell(JsonObject found, PrintWriter out, Screen screen) {
        new Facts()
                .with("order", Values.text(found, "reference"))
                .with("status", Values.text(found, "status"))
                .with("expected", money(found, "amount"))
                .with("paid", money(found, "paid"))
                .with("refunded", money(found, "refunded"))
                .with("version", Values.text(found, "version"))
                .print(out);
        Document.section(out, screen, "Payments", Documents.items(found, "payments"), PAYMENTS);
        Document.section(out, screen, "Cases", Documents.items(found, "cases"), CASES);
    }

    private static String money(JsonObject document, String field) {
        return Values.money(document.getLong(field), document.getString("currency"));
    }
}
