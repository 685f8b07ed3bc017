import { createRoot } from 'react-dom/client';
import { startLanguage } from './language/language';
import { Screen } from './screen/Screen';
import './theme/faces.css';
import './theme/colours.css';
import './screen/screen.css';

startLanguage();
createRoot(document.getElementById('console')!).render(<Screen />);
