package io.quittance.core.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.simulator.Life;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssortmentTest {
    private static final List<String> PROVIDERS = List.of("one", "other");
    private static final int MANY = 2_000;

    @Test
    void shouldSellTheSameForTheSameSeed() {
        assertThat(purchases(7)).isEqualTo(purchases(7)).isNotEqualTo(purchases(8));
    }

    @Test
    void shouldGiveEachOrderAReferenceOfItsOwn() {
        assertThat(purchases(7)).extracting(Purchase::reference).doesNotHaveDuplicates();
    }

    @Test
    void shouldSellEverythingEverywhere() {
        List<Purchase> purchases = purchases(7);

        assertThat(purchases).extracting(Purchase::provider).containsAll(PROVIDERS);
        assertThat(purchases).extracting(purchase -> purchase.sale().life()).contains(Life.values());
        assertThat(purchases)
                .extracting(purchase -> purchase.sale().amount().currency())
                .contains("EUR", "JPY");
        assertThat(purchases).anyMatch(Purchase::isLate).anyMatch(purchase -> !purchase.isLate());
        assertThat(purchases).anyMatch(purchase -> purchase.missing() > 0);
    }

    @Test
    void shouldLetNobodyOweMoneyThatGoesBackOrNeverComes() {
        assertThat(purchases(7))
                .filteredOn(purchase -> purchase.missing() != 0)
                .allMatch(purchase -> purchase.missing() > 0)
                .allMatch(purchase -> purchase.sale().life().orderStatus().equals("paid"));
    }

    @Test
    void shouldRegisterNothingLaterThanTwoSeconds() {
        assertThat(purchases(7)).allMatch(purchase -> purchase.lateness().toMillis() <= 2_000);
    }

    private static List<Purchase> purchases(long seed) {
        Assortment assortment = new Assortment(new Random(seed), PROVIDERS);
        return Stream.generate(assortment::next).limit(MANY).toList();
    }
}
