package io.quittance.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderNamesTest {

    @ParameterizedTest
    @CsvSource({
        "acme, com.example.acme, Acme, ACME",
        "acme-pay, com.example.acmepay, AcmePay, ACME_PAY",
        "smart2pay, com.example.smart2pay, Smart2pay, SMART2PAY",
        "b4-u-2, com.example.b4u2, B4U2, B4_U_2"
    })
    void shouldNameEverythingAfterTheProvider(String provider, String packageName, String prefix, String variable) {
        ProviderNames names = ProviderNames.of(provider, Optional.empty());

        assertThat(names.packageName()).isEqualTo(packageName);
        assertThat(names.classPrefix()).isEqualTo(prefix);
        assertThat(names.variablePrefix()).isEqualTo(variable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme", "acme pay", "acme_pay", "-acme", "acme-", "acme--pay", "4u", "../acme", "ácme"})
    void shouldSayWhatAProviderMayBeCalled(String provider) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> ProviderNames.of(provider, Optional.of("org.bank")))
                .withMessageStartingWith("NAME is \"" + provider + "\"; allowed are lower-case letters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Com.Example", "com..example", ".com", "com.", "com.1st", "com.new", "com/example", "a-b"})
    void shouldSayWhatAPackageMayBeCalled(String packageName) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> ProviderNames.of("acme", Optional.of(packageName)))
                .withMessageStartingWith("--package is \"" + packageName + "\"; allowed are names with dots");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "switch"})
    void shouldSayThatAPackageIsNeededForAWordOfJava(String provider) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> ProviderNames.of(provider, Optional.empty()))
                .withMessageContaining("--package is \"com.example." + provider + "\"");
    }
}
