package io.quittance.core.console;

import java.util.List;

/**
 * Why there is no such page, or not for this visitor.
 *
 * @param details what exactly is wrong, if there is more to say
 */
public record Refusal(int status, String title, String detail, List<String> details) {

    public Refusal {
        details = List.copyOf(details);
    }
}
