#version 300 es
#define SHADER_NAME marker-vertex
in vec2 positions;
in vec3 instancePositions;
in vec4 instanceColors;
in float instanceRadii;
in float instanceShapes;
out vec4 color;
// From the centre of the mark, in pixels, y up.
out vec2 pixel;
flat out float radius;
flat out int shape;

void main(void) {
  radius = project_size_to_pixel(instanceRadii, marker.radiusUnits);
  shape = int(instanceShapes + 0.5);
  color = instanceColors;
  // Two pixels more for the edge and the smoothing.
  pixel = positions * (radius + 3.0);
  gl_Position = project_position_to_clipspace(instancePositions, vec3(0.0), vec3(0.0));
  gl_Position.xy += project_pixel_size_to_clipspace(pixel);
}
