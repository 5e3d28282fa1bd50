package io.quittance.spi.testing.conformance;

import io.quittance.spi.testing.conformance.Verdict.Kind;

/**
 * One thing that the SPI asks of a provider.
 *
 * @param name short and stable, lower-case words with dashes
 * @param why what happens to people's money or nights if a provider does otherwise
 * @param contract what the SPI asks
 * @param body makes the check; fails with a {@link Finding}
 */
public record Check(String name, String why, String contract, Body body) {

    /** Looks at the provider that is on the bench. */
    interface Body {
        void look(Bench bench) throws Exception;
    }

    /** Makes the check on a bench of its own. */
    public Verdict run(ConformanceSubject subject) {
        try (Bench bench = new Bench(subject)) {
            body.look(bench);
            return new Verdict(Kind.PASSED, "");
        } catch (NotApplicable e) {
            return new Verdict(Kind.NOT_APPLICABLE, String.valueOf(e.getMessage()));
        } catch (Finding e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (Exception | AssertionError | LinkageError | StackOverflowError e) {
            return failed("The provider failed where nothing was wrong yet: " + Words.of(e));
        }
    }

    Verdict failed(String what) {
        return new Verdict(Kind.FAILED, what + "\nWhy it matters: " + why + "\nThe contract: " + contract);
    }
}
