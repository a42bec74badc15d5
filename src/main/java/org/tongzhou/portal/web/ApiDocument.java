package org.tongzhou.portal.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the OpenAPI document of this very application into what its page shows. */
@Component
class ApiDocument {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonMapper json = JsonMapper.builder().build();

    ApiPage read(byte[] document) {
        JsonNode root = json.readTree(document);
        List<ApiPage.Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    operations.add(operation(operation.getKey(), path.getKey(), operation.getValue()));
                }
            }
        }
        return new ApiPage(root.path("info").path("version").asString(""), operations);
    }

    private static ApiPage.Operation operation(String method, String path, JsonNode node) {
        List<ApiPage.Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : node.path("parameters")) {
            parameters.add(new ApiPage.Parameter(
                    parameter.path("name").asString(""),
                    parameter.path("in").asString(""),
                    type(parameter.path("schema")),
                    parameter.path("required").asBoolean(false)));
        }
        List<ApiPage.Answer> answers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> answer : node.path("responses").properties()) {
            answers.add(new ApiPage.Answer(
                    answer.getKey(), answer.getValue().path("description").asString("")));
        }
        List<String> roles = new ArrayList<>();
        node.path(ApiDescription.ROLES).forEach(role -> roles.add(role.asString()));
        String id = node.path("operationId").asString("");
        return new ApiPage.Operation(id, method.toUpperCase(Locale.ROOT), path, roles, parameters, body(node), answers);
    }

    private static String body(JsonNode node) {
        for (Map.Entry<String, JsonNode> content :
                node.path("requestBody").path("content").properties()) {
            String type = type(content.getValue().path("schema"));
            return type.isEmpty() ? content.getKey() : content.getKey() + ": " + type;
        }
        return "";
    }

    private static String type(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
        String format = schema.path("format").asString("");
        String type = schema.path("type").asString("");
        if (type.equals("array")) {
            return type(schema.path("items")) + "[]";
        }
        return format.isEmpty() ? type : format;
    }
}
