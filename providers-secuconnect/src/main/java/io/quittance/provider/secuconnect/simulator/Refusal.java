package io.quittance.provider.secuconnect.simulator;

import io.quittance.simulation.Chance;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * How the API says no, with the fields of the vendor's page "Error Handling". Only the first is in that page; that an
 * unknown object is answered 404 is a guess that it shares with the plugin.
 */
enum Refusal {
    TOKEN(403, "ProductNotAllowedException", "Valid auth token required", 2003),
    /** What the vendor's own software expects instead. */
    TOKEN_AS_SDK_EXPECTS(401, "ProductNotAllowedException", "Valid auth token required", 2003),
    UNKNOWN_OBJECT(404, "ProductNotFoundException", "Object not found", 1004),
    UNREADABLE_SEARCH(400, "ProductInternalException", "Invalid params", 1001);

    private static final String HEXADECIMAL = "0123456789abcdef";
    private static final int SUPPORT_ID_LENGTH = 32;

    private final int status;
    private final String error;
    private final String details;
    private final int code;

    Refusal(int status, String error, String details, int code) {
        this.status = status;
        this.error = error;
        this.details = details;
        this.code = code;
    }

    void answer(RoutingContext call, Chance chance) {
        call.response().setStatusCode(status);
        call.json(new JsonObject()
                .put("status", "error")
                .put("error", error)
                .put("error_details", details)
                .put("error_user", "Es ist ein unbekannter Fehler aufgetreten (Code " + code + ")")
                .put("code", chance.happens(0.5) ? (Object) code : Integer.toString(code))
                .put("supportId", chance.characters(HEXADECIMAL, SUPPORT_ID_LENGTH)));
    }
}
