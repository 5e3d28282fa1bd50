package io.quittance.core.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How observations are kept: JSON with the names of the SPI's record components, which must stay readable for years. */
final class ObservationCodec {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // What follows from the components, such as whether a status is told, is not kept beside them.
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .addMixIn(PaymentObservation.class, WithoutEvidence.class)
            .addMixIn(OrderMatch.class, WithoutDerived.class)
            .build();

    private ObservationCodec() {}

    static JsonObject encode(PaymentObservation observation) {
        try {
            return new JsonObject(MAPPER.writeValueAsString(observation));
        } catch (JsonProcessingException e) {
            throw new UndecidableException(e);
        }
    }

    static PaymentObservation decode(JsonObject stored) {
        try {
            return MAPPER.readValue(stored.encode(), PaymentObservation.class);
        } catch (JsonProcessingException e) {
            throw new UndecidableException(e);
        }
    }

    /** The evidence is kept as the notification's id. */
    private interface WithoutEvidence {

        @JsonIgnore
        @Nullable
        InboundNotification evidence();
    }

    private interface WithoutDerived {

        @JsonIgnore
        Optional<String> matchedReference();
    }
}
