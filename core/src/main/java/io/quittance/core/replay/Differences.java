package io.quittance.core.replay;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.quittance.core.intake.ExplainedAnswer;
import io.quittance.core.reconcile.Forecast;
import io.quittance.core.reconcile.Forecast.CaseForecast;
import io.quittance.core.reconcile.Forecast.OrderForecast;
import io.quittance.core.reconcile.Forecast.PaymentForecast;
import io.quittance.core.replay.Difference.About;
import io.quittance.core.replay.Preview.Previewed;
import io.quittance.core.store.NewNotification.NewItem;
import io.quittance.core.store.NewNotification.NewKey;
import io.quittance.core.store.Reread;
import io.quittance.spi.Acknowledgement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where two previews of the same notifications differ. Pure. */
final class Differences {

    private static final String UNREADABLE = "cannot be read";
    private static final int SHOWN_OF_A_KEY = 40;

    private final Previewed before;
    private final Previewed after;
    private final List<Difference> found = new ArrayList<>();

    private Differences(Previewed before, Previewed after) {
        this.before = before;
        this.after = after;
    }

    /** All differences: first what is read, then what comes of it. */
    static List<Difference> of(Previewed before, Previewed after) {
        Differences differences = new Differences(before, after);
        differences.notifications();
        differences.payments();
        differences.orders();
        differences.cases();
        return List.copyOf(differences.found);
    }

    /** Where the answers of two versions differ, outcome by outcome. */
    static List<Difference> ofAnswers(String account, List<ExplainedAnswer> before, List<ExplainedAnswer> after) {
        return IntStream.range(0, before.size())
                .mapToObj(index -> new Difference(
                        About.ANSWER,
                        account + " " + before.get(index).outcome().name().toLowerCase(Locale.ROOT),
                        words(before.get(index).answer()),
                        words(after.get(index).answer())))
                .filter(difference -> !difference.before().equals(difference.after()))
                .toList();
    }

    private static String words(Acknowledgement answer) {
        Map<String, String> headers = new TreeMap<>(answer.headers());
        return answer.status()
                + (headers.isEmpty() ? "" : " " + headers)
                + (answer.body().length() == 0 ? "" : " " + answer.body());
    }

    private void notifications() {
        for (int index = 0; index < before.reread().size(); index++) {
            Reread one = before.reread().get(index);
            Reread other = after.reread().get(index);
            add(About.NOTIFICATION, one.account() + " " + one.notification(), said(one, other), said(other, one));
        }
    }

    /** What only this one says. */
    private static String said(Reread one, Reread other) {
        if (!one.isReadable()) {
            return UNREADABLE;
        }
        Set<NewItem> items = items(one);
        if (other.isReadable()) {
            items.removeAll(items(other));
        }
        return items.isEmpty()
                ? one.keys().isEmpty() ? "says nothing" : "says nothing else"
                : items.stream().map(Differences::words).sorted().collect(joining("; "));
    }

    private static Set<NewItem> items(Reread reread) {
        return reread.keys().stream()
                .map(NewKey::item)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String words(NewItem item) {
        String key =
                item.key().length() <= SHOWN_OF_A_KEY ? item.key() : item.key().substring(0, SHOWN_OF_A_KEY) + "…";
        return item.kind() + " of \"" + item.subject() + "\" (" + item.effect() + "), key " + key;
    }

    private void payments() {
        compare(
                About.PAYMENT,
                Forecast::payments,
                payment -> payment.account() + " " + payment.id(),
                PaymentForecast::before,
                PaymentForecast::after,
                facts -> facts.status() + " (" + facts.code() + "), captured " + facts.captured() + ", refunded "
                        + facts.refunded());
    }

    private void orders() {
        compare(
                About.ORDER,
                Forecast::orders,
                order -> order.merchant() + " " + order.reference(),
                OrderForecast::before,
                OrderForecast::after,
                facts -> facts.status() + ", paid " + facts.paid() + ", refunded " + facts.refunded());
    }

    /** Of what one version leaves as it is, a forecast says nothing. */
    private <T, F> void compare(
            About about,
            Function<Forecast, List<T>> list,
            Function<T, String> name,
            Function<T, F> untouched,
            Function<T, F> outcome,
            Function<F, String> words) {
        Map<String, T> old = byName(list.apply(before.forecast()), name);
        Map<String, T> renewed = byName(list.apply(after.forecast()), name);
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(renewed.keySet());
        for (String which : names) {
            Optional<T> one = Optional.ofNullable(old.get(which));
            Optional<T> other = Optional.ofNullable(renewed.get(which));
            add(
                    about,
                    which,
                    words.apply(one.map(outcome).or(() -> other.map(untouched)).orElseThrow()),
                    words.apply(other.map(outcome).or(() -> one.map(untouched)).orElseThrow()));
        }
    }

    private static <T> Map<String, T> byName(List<T> list, Function<T, String> name) {
        return list.stream().collect(toMap(name, Function.identity(), (one, same) -> one));
    }

    private void cases() {
        Set<CaseForecast> old = new HashSet<>(before.forecast().cases());
        Set<CaseForecast> renewed = new HashSet<>(after.forecast().cases());
        Stream.concat(old.stream(), renewed.stream())
                .distinct()
                .filter(one -> old.contains(one) != renewed.contains(one))
                .map(one -> old.contains(one)
                        ? new Difference(About.CASE, which(one), words(one), "")
                        : new Difference(About.CASE, which(one), "", words(one)))
                .sorted(Comparator.comparing(Difference::which).thenComparing(Difference::before))
                .forEach(found::add);
    }

    private static String which(CaseForecast one) {
        return Stream.of(one.merchant(), one.order(), one.payment())
                .filter(Objects::nonNull)
                .collect(joining(" "));
    }

    private static String words(CaseForecast one) {
        return one.kind() + " " + one.change();
    }

    private void add(About about, String which, String one, String other) {
        if (!one.equals(other)) {
            found.add(new Difference(about, which, one, other));
        }
    }
}
