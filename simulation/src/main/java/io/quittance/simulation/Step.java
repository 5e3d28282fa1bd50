package io.quittance.simulation;

import java.util.List;

/** Something that happens to a payment. */
public interface Step {

    /**
     * Changes what the API tells.
     *
     * @return the notifications that this causes
     */
    List<Letter> happen();
}
