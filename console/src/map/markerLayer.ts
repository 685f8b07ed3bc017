import { Layer, project32, UNIT, type DefaultProps, type LayerProps } from '@deck.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import fragment from './marker.frag.glsl?raw';
import vertex from './marker.vert.glsl?raw';
import type { Rgba } from '../theme/palette';

/** The shapes that the fragment shader draws; a state is told by its shape, colour only helps. */
export const shapes = {
  disc: 0, ring: 1, dashedRing: 2,
  square: 3, hollowSquare: 4, dashedSquare: 5,
  distress: 6,
  triangle: 7, struckTriangle: 8, cross: 9,
  halo: 10, dashedHalo: 11,
  halfDisc: 12, halfSquare: 13,
  hollowTriangle: 14,
} as const;

const uniformBlock = `\
layout(std140) uniform markerUniforms {
  vec4 edge;
  highp int radiusUnits;
} marker;
`;
const markerUniforms = {
  name: 'marker',
  vs: uniformBlock,
  fs: uniformBlock,
  uniformTypes: { edge: 'vec4<f32>', radiusUnits: 'i32' },
} as const;

/** Marks in flat arrays, so that 2,000 of them cost one upload and one draw call a frame. */
export interface Marks {
  count: number;
  /** x, y, z of each mark, in drawing coordinates. */
  positions: Float32Array;
  /** Red, green, blue, alpha of each mark, 0 to 255. */
  colors: Uint8Array;
  radii: Float32Array;
  shapes: Float32Array;
}

/** Room for `capacity` marks. */
export function makeMarks(capacity: number): Marks {
  return {
    count: 0,
    positions: new Float32Array(3 * capacity),
    colors: new Uint8Array(4 * capacity),
    radii: new Float32Array(capacity),
    shapes: new Float32Array(capacity),
  };
}

/** Appends a mark; the arrays must have room for it. */
export function addMark(marks: Marks, x: number, y: number, z: number, shape: number, radius: number, color: Rgba): void {
  const i = marks.count++;
  marks.positions[3 * i] = x;
  marks.positions[3 * i + 1] = y;
  marks.positions[3 * i + 2] = z;
  for (let c = 0; c < 4; c++) marks.colors[4 * i + c] = color[c]!;
  marks.radii[i] = radius;
  marks.shapes[i] = shape;
}

/** The arrays as deck.gl's binary data. New objects each time: deck.gl compares them by identity. */
export function asData(marks: Marks): object {
  return {
    length: marks.count,
    attributes: {
      getPosition: { value: marks.positions, size: 3 },
      getColor: { value: marks.colors, size: 4, normalized: true },
      getRadius: { value: marks.radii, size: 1 },
      getShape: { value: marks.shapes, size: 1 },
    },
  };
}

interface MarkerProps {
  /** The colour that parts a mark from what lies under it, 0 to 255. */
  edge: Rgba;
  /** `pixels` of the screen or `common`, metres of the mine. */
  radiusUnits: 'pixels' | 'common';
}

const defaultProps: DefaultProps<MarkerProps & LayerProps> = {
  edge: { type: 'array', value: [0, 0, 0, 255] } as never,
  radiusUnits: 'pixels',
};

/** Draws marks of many shapes in one call; the shapes are distance functions in the fragment shader. */
export class MarkerLayer extends Layer<MarkerProps & LayerProps> {
  static override layerName = 'MarkerLayer';
  static override defaultProps = defaultProps as never;
  declare state: { model?: Model };

  override getShaders(): unknown {
    return super.getShaders({ vs: vertex, fs: fragment, modules: [project32, markerUniforms] });
  }

  override initializeState(): void {
    this.getAttributeManager()!.addInstanced({
      instancePositions: { size: 3, accessor: 'getPosition' },
      instanceColors: { size: 4, type: 'unorm8', accessor: 'getColor' },
      instanceRadii: { size: 1, accessor: 'getRadius' },
      instanceShapes: { size: 1, accessor: 'getShape' },
    });
    this.state.model = new Model(this.context.device, {
      ...(this.getShaders() as object),
      id: this.props.id,
      bufferLayout: this.getAttributeManager()!.getBufferLayouts(),
      geometry: new Geometry({
        topology: 'triangle-strip',
        attributes: { positions: { size: 2, value: new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]) } },
      }),
      isInstanced: true,
    } as never);
  }

  override draw(): void {
    const { edge, radiusUnits } = this.props;
    const model = this.state.model!;
    model.shaderInputs.setProps({ marker: { edge: edge.map(c => c / 255), radiusUnits: UNIT[radiusUnits] } });
    model.draw(this.context.renderPass);
  }
}
